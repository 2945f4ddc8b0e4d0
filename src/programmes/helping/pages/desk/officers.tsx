/** Residents who are invited to try the service, with their terms. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { api, Problem, useCreate } from '#ui/api';
import { csvText, download, Frame, faultOf, Mark, SortTable, Trouble, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { OfficerRow } from '../../officers.ts';
import './helping.css';

export default function OfficersPage() {
  const { message } = App.useApp();
  const { data: session } = useSession();
  const client = useQueryClient();
  const list = useQuery({ queryKey: ['visits', 'officers'], queryFn: () => api.get<{ items: OfficerRow[] }>('/desk/experience-officers') });
  const keeps = hasRole(session, 'helper', 'supervisor');
  const end = useMutation({
    mutationFn: (o: OfficerRow) => api.post(`/desk/experience-officers/${o.id}/end`, { version: o.version }),
    onSuccess: async () => {
      message.success('聘期已结束');
      await client.invalidateQueries({ queryKey: ['visits', 'officers'] });
    },
  });
  return (
    <Frame
      title="政务服务体验员"
      back={{ to: '/desk/visits', title: '走流程' }}
      actions={
        <Button
          disabled={!list.data?.items.length}
          onClick={() =>
            download(
              `政务服务体验员-${session?.today ?? ''}.csv`,
              csvText(
                ['姓名', '情况', '开始', '结束', '体验次数', '状态'],
                (list.data?.items ?? []).map(o => [o.name, o.about, o.fromDay, o.endedOn ?? o.toDay, o.visits, o.serves ? '在聘' : '不在聘']),
              ),
            )
          }
        >
          导出
        </Button>
      }
    >
      {end.isError ? <Trouble error={end.error} again={() => void list.refetch().then(() => end.reset())} /> : null}
      <section className="frame-panel" aria-label="名单">
        <Waits of={list}>
          {({ items }) => (
            <SortTable
              label="体验员名单"
              rows={items}
              rowKey={o => o.id}
              sortBy="from"
              pageSize={20}
              empty="还没有聘请体验员"
              columns={[
                { key: 'name', title: '姓名', value: o => o.name },
                { key: 'about', title: '情况', value: o => o.about, minor: true },
                { key: 'from', title: '聘期', value: o => o.fromDay, show: o => `${day(o.fromDay)}至${day(o.endedOn ?? o.toDay)}` },
                { key: 'visits', title: '体验次数', value: o => o.visits },
                { key: 'serves', title: '状态', value: o => (o.serves ? 1 : 0), show: o => (o.serves ? <Mark look="good">在聘</Mark> : <Mark>不在聘</Mark>) },
                ...(keeps
                  ? [
                      {
                        key: 'end',
                        title: '操作',
                        value: () => null,
                        show: (o: OfficerRow) =>
                          o.endedOn ? null : (
                            <Popconfirm title={`结束${o.name}的聘期？`} okText="结束" cancelText="取消" onConfirm={() => end.mutate(o)}>
                              <Button size="small">结束聘期</Button>
                            </Popconfirm>
                          ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </Waits>
      </section>
      {keeps && session ? <Invite today={session.today} /> : null}
    </Frame>
  );
}

function Invite({ today }: { today: string }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const nextYear = `${Number(today.slice(0, 4)) + 1}${today.slice(4).replace('-02-29', '-02-28')}`;
  const [officer, setOfficer] = useState({ name: '', about: '', fromDay: today, toDay: nextYear });
  const create = useCreate();
  const send = useMutation({
    mutationFn: () => create('/desk/experience-officers', officer),
    onSuccess: async () => {
      message.success(`已聘请${officer.name}`);
      setOfficer(was => ({ ...was, name: '', about: '' }));
      await client.invalidateQueries({ queryKey: ['visits', 'officers'] });
    },
  });
  const field = (name: keyof typeof officer, label: string, type = 'text') => (
    <Form.Item label={label} htmlFor={`officer-${name}`} validateStatus={faultOf(send.error, name) ? 'error' : ''} help={faultOf(send.error, name)}>
      <Input id={`officer-${name}`} type={type} maxLength={100} value={officer[name]} onChange={e => setOfficer(was => ({ ...was, [name]: e.target.value }))} />
    </Form.Item>
  );
  return (
    <section className="frame-panel" aria-labelledby="officer-invite">
      <h2 id="officer-invite">聘请</h2>
      <Form layout="vertical" onFinish={() => !send.isPending && send.mutate()}>
        <div className="helping-row">
          {field('name', '姓名')}
          {field('about', '情况（职业、住处）')}
          {field('fromDay', '开始', 'date')}
          {field('toDay', '结束', 'date')}
        </div>
        {send.isError && send.error instanceof Problem && send.error.faults.length === 0 ? <Trouble error={send.error} /> : null}
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          聘请
        </Button>
      </Form>
    </section>
  );
}
