/** Staff: who works here, with which roles; add, disable, reset. */

import { PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Empty, Pagination, Select } from 'antd';
import { useState } from 'react';
import { api, query } from '#ui/api';
import { Frame, SearchBox, unitOptions, useUnits, Waits } from '#ui/frame';
import { Tag } from '#ui/kit';
import { useFilters } from '#ui/pages';
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
  const { get, change } = useFilters();
  const filter = { q: get('q'), unit: get('unit'), role: get('role'), page: get('page') };
  const [adding, setAdding] = useState(false);
  const [issued, setIssued] = useState<Issued | null>(null);
  const [roles, setRoles] = useState<string | null>(null);
  const list = useQuery({
    queryKey: ['staff', filter],
    queryFn: ({ signal }) => api.get<{ items: StaffRow[]; total: number }>(`/staff${query(filter)}`, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <Frame
      title="工作人员"
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          添加人员
        </Button>
      }
    >
      <search className="staff-filters" aria-label="筛选">
        <SearchBox label="按姓名或账号找" placeholder="姓名或账号" value={filter.q ?? ''} change={q => change({ q })} />
        <Select
          aria-label="机构"
          allowClear
          placeholder="全部机构"
          showSearch={{ optionFilterProp: ['label', 'short'] }}
          value={filter.unit}
          onChange={v => change({ unit: v ?? '' })}
          options={unitOptions(units)}
        />
        <Select
          aria-label="角色"
          allowClear
          placeholder="全部角色"
          value={filter.role}
          onChange={v => change({ role: v ?? '' })}
          options={Object.entries(staffRoleWords).map(([value, w]) => ({ value, label: w.title }))}
        />
      </search>
      <section className="frame-panel" aria-label="人员清单">
        <Waits of={list}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有符合条件的人员" />
            ) : (
              <>
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
                {total > 50 ? (
                  <Pagination
                    current={Number(filter.page ?? 1)}
                    pageSize={50}
                    total={total}
                    showSizeChanger={false}
                    showTotal={n => `共 ${n} 人`}
                    onChange={page => change({ page: String(page) })}
                  />
                ) : (
                  <p className="frame-muted frame-small">共 {total} 人</p>
                )}
              </>
            )
          }
        </Waits>
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
      {roles ? <StaffRoles person={list.data?.items.find(p => p.id === roles)} close={() => setRoles(null)} /> : null}
    </Frame>
  );
}
