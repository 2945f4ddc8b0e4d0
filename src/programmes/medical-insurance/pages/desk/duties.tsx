/** 分工和决定: who has to do what and where, and what the document leaves to the bureau. 八, 九, 附件 1 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { faultOf, Mark, SortTable, Trouble, Waits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import { duties, group } from '../../duties.ts';
import { insuranceYear } from '../../figures.ts';
import type { SettingsView } from '../../settings.ts';
import { bureaus } from '../../words.ts';
import { InsuranceFrame } from './insurance-frame.tsx';

type Item = SettingsView['items'][number];

export default function DutiesPage() {
  const { data: session } = useSession();
  const [deciding, decide] = useState<Item | null>(null);
  const data = useQuery({ queryKey: ['insurance', 'settings'], queryFn: ({ signal }) => api.get<SettingsView>('/desk/insurance/settings', signal) });
  const own = new Set(session?.roles.map(r => (r.unit?.startsWith('town-') ? 'towns' : r.unit)));
  // The bureau sees the others' pages, but for tax's own register.
  const all = own.has(bureaus.leads);
  return (
    <InsuranceFrame title="分工和决定">
      <section className="frame-panel" aria-labelledby="insurance-duties">
        <h2 id="insurance-duties">谁做什么</h2>
        <SortTable
          label="谁做什么"
          rows={[...duties].sort((a, b) => Number(own.has(b.unit)) - Number(own.has(a.unit)))}
          rowKey={d => d.unit}
          sortBy=""
          columns={[
            {
              key: 'unit',
              title: '单位',
              unsorted: true,
              value: d => d.name,
              show: d => (
                <>
                  {d.name} {own.has(d.unit) ? <Mark look="good">本单位</Mark> : null}
                </>
              ),
            },
            {
              key: 'does',
              title: '职责，在哪里办',
              unsorted: true,
              value: d => d.does.map(x => x.what).join(),
              show: d => (
                <ul className="insurance-does">
                  {d.does.map(x => (
                    <li key={x.what}>
                      {x.what}
                      {x.to && (own.has(d.unit) || (all && d.unit !== 'taxation') || x.to === '/desk/insurance') ? (
                        <>
                          ：<Link href={x.to}>{x.link}</Link>
                        </>
                      ) : null}
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
        <p className="frame-muted frame-small insurance-note">
          领导小组：组长{group.head}；{group.deputies.join('、')}；成员是{group.members.join('，')}。{group.office}
          。各单位成立专项工作组，明确分管领导和承办人，在<Link href="/desk/rounds/enrolment-teams">专项工作组和职责落实</Link>里报。依据：中政办发〔2024〕25号
          八、九（一）、附件 1。
        </p>
      </section>
      <section className="frame-panel" aria-labelledby="insurance-decisions">
        <h2 id="insurance-decisions">文件没有写明、由县医保局定的</h2>
        <Waits of={data}>
          {({ items, mine }) => (
            <ul className="insurance-conflicts">
              {items.map(i => (
                <li key={i.key}>
                  <span className="insurance-head">
                    <strong>
                      {i.title}：{i.value} {i.unit}
                    </strong>
                    <Mark look={i.decisions.length > 0 ? 'good' : 'warn'}>{i.decisions.length > 0 ? '已决定' : '还没有决定，按这个数'}</Mark>
                    {mine ? (
                      <Button size="small" aria-label={`${i.decisions.length > 0 ? '改决定' : '写决定'}：${i.title}`} onClick={() => decide(i)}>
                        {i.decisions.length > 0 ? '改决定' : '写决定'}
                      </Button>
                    ) : null}
                  </span>
                  <span className="frame-muted">
                    {i.note}
                    {i.place ? `（${i.place}）` : ''}
                  </span>
                  {i.decisions.map(d => (
                    <span key={`${d.decidedOn} ${d.value} ${d.basis}`} className="frame-small">
                      {day(d.decidedOn, session?.today)} {d.decidedByName}：{d.value} {i.unit}，{d.basis}
                    </span>
                  ))}
                </li>
              ))}
            </ul>
          )}
        </Waits>
      </section>
      {deciding ? <Decide of={deciding} close={() => decide(null)} /> : null}
    </InsuranceFrame>
  );
}

function Decide({ of, close }: { of: Item; close(): void }) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [value, setValue] = useState(String(of.value));
  const [basis, setBasis] = useState('');
  const [asked, setAsked] = useState(false);
  const send = useMutation({
    mutationFn: () => api.post('/desk/insurance/settings', { year: insuranceYear, key: of.key, value: Number(value), basis: basis.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['insurance'] });
      message.success('已记录');
      close();
    },
  });
  const number = /^\d{1,3}$/.test(value.trim()) && Number(value) >= of.least && Number(value) <= of.most;
  const wrong = faultOf(send.error, 'value') ?? (asked && !number ? `写 ${of.least} 到 ${of.most} 的整数` : undefined);
  const basisWrong = faultOf(send.error, 'basis') ?? (asked && basis.trim().length < 4 ? '请写明依据，至少 4 个字' : undefined);
  const submit = () => {
    setAsked(true);
    if (number && basis.trim().length >= 4 && !send.isPending) send.mutate();
  };
  return (
    <Modal open title={of.title} okText="记录" cancelText="取消" confirmLoading={send.isPending} onOk={submit} onCancel={close}>
      <Form layout="vertical">
        <Form.Item label={`多少${of.unit}`} htmlFor="setting-value" required validateStatus={wrong ? 'error' : ''} help={wrong}>
          <Input id="setting-value" inputMode="numeric" maxLength={3} value={value} onChange={e => setValue(e.target.value)} />
        </Form.Item>
        <Form.Item
          label="依据"
          htmlFor="setting-basis"
          required
          extra="上级文件的名称、文号和条款"
          validateStatus={basisWrong ? 'error' : ''}
          help={basisWrong}
        >
          <Input.TextArea id="setting-basis" rows={3} maxLength={300} showCount value={basis} onChange={e => setBasis(e.target.value)} />
        </Form.Item>
      </Form>
      {send.isError && !wrong && !basisWrong ? <Trouble error={send.error} /> : null}
    </Modal>
  );
}
