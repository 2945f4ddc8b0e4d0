/** Staff: who works here, with which roles; add, disable, reset. */

import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Choose, Filters, Frame, List, SearchBox, unitOptions, useList, useUnits } from '#ui/frame';
import { Tag } from '#ui/kit';
import { AddStaff } from './staff-add.tsx';
import { OneTimePassword } from './staff-password.tsx';
import { StaffRoles } from './staff-roles.tsx';
import { StaffSteps } from './staff-steps.tsx';
import { type StaffRow, staffRoleWords } from './staff-words.ts';
import './staff.css';

export interface Issued {
  name: string;
  login: string;
  password: string;
  /** Just added: the next step is a role. */
  id?: string;
}

export default function Staff() {
  const { units, short } = useUnits();
  const found = useList<{ items: StaffRow[]; total: number }>('staff', '/staff', ['q', 'unit', 'role']);
  const { get, change } = found;
  const [adding, setAdding] = useState(false);
  const [issued, setIssued] = useState<Issued | null>(null);
  const [roles, setRoles] = useState<string | null>(null);
  return (
    <Frame
      title="工作人员"
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          添加人员
        </Button>
      }
    >
      <Filters>
        <SearchBox label="按姓名或账号找" placeholder="姓名或账号" value={get('q') ?? ''} change={q => change({ q })} />
        <Choose of="unit" label="机构" all="全部机构" options={unitOptions(units)} />
        <Choose of="role" label="角色" all="全部角色" options={Object.entries(staffRoleWords).map(([value, w]) => ({ value, label: w.title }))} />
      </Filters>
      <section className="frame-panel" aria-label="人员清单">
        <List of={found} unit="人" nothing="还没有人员">
          {items => (
            <ul className="staff-list">
              {items.map(person => (
                <li key={person.id} className={person.active ? undefined : 'off'}>
                  <div className="staff-who">
                    <strong>{person.name}</strong>
                    <span className="frame-muted frame-small">{person.login}</span>
                  </div>
                  <span>{person.unitName}</span>
                  <div className="staff-tags">
                    {person.roles.length === 0 ? <span className="frame-muted">没有角色</span> : null}
                    {person.roles.map(r => (
                      <Tag key={r.role + r.unit} look="brand">
                        {r.title}
                        {r.unit && r.unit !== person.unit ? `（${short(r.unit)}）` : ''}
                      </Tag>
                    ))}
                    {person.active ? null : <Tag look="bad">已停用</Tag>}
                    {person.active && !person.secondFactor ? <Tag look="warn">还没登录过</Tag> : null}
                  </div>
                  <StaffSteps person={person} openRoles={() => setRoles(person.id)} issued={setIssued} />
                </li>
              ))}
            </ul>
          )}
        </List>
      </section>
      {adding ? (
        <AddStaff
          close={() => setAdding(false)}
          done={fresh => {
            setAdding(false);
            setIssued(fresh);
            change({ q: fresh.login, unit: '', role: '' });
          }}
        />
      ) : null}
      {issued ? (
        <OneTimePassword
          issued={issued}
          close={() => {
            setIssued(null);
            if (issued.id) setRoles(issued.id);
          }}
        />
      ) : null}
      {roles ? <StaffRoles person={found.list.data?.items.find(p => p.id === roles)} close={() => setRoles(null)} /> : null}
    </Frame>
  );
}
