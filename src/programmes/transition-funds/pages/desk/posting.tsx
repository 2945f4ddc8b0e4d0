/** 公示: an approved plan goes public with a term; the plan in words; the annex's table. */
import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { api, useCreate, wordsOf } from '#ui/api';
import { ReasonDialog } from '#ui/duty';
import { download, faultOf, Mark, Trouble } from '#ui/frame';
import { day } from '#ui/words';
import { postingDays } from '../../figures.ts';
import { type Part, parts } from '../../plan.ts';
import type { PlanView } from '../../views.ts';
import { helpAt } from './head-fields.tsx';

export function Posting({ view, refresh, today }: { view: PlanView; refresh(): Promise<unknown>; today: string }) {
  const [asking, ask] = useState(false);
  const [ending, end] = useState(false);
  const { plan, posting } = view;
  if (plan.state !== 'approved' && !posting) return null;
  return (
    <section className="frame-panel" aria-labelledby="funds-posting">
      <div className="frame-panel-head">
        <h2 id="funds-posting">公示</h2>
        {posting ? (
          <Mark look={posting.endedOn ? 'warn' : 'good'}>
            {posting.endedOn
              ? `${day(posting.endedOn, today)} 提前结束`
              : posting.until >= today
                ? `公示中，到 ${day(posting.until, today)}`
                : `${day(posting.until, today)} 期满`}
          </Mark>
        ) : (
          <Mark look="bad">没有公示</Mark>
        )}
        {posting && !posting.endedOn && posting.until >= today && view.may.write ? (
          <Button className="no-print" onClick={() => end(true)}>
            提前结束公示
          </Button>
        ) : null}
        {!posting && view.may.write ? (
          <Button className="no-print" type="primary" onClick={() => ask(true)}>
            公示这个方案
          </Button>
        ) : null}
      </div>
      {posting ? (
        <>
          <p>
            {posting.postedByName} {day(posting.postedOn, today)} 公示。反映问题：{posting.contact}。
          </p>
          {posting.endedOn ? (
            <p>
              {posting.endedByName} {day(posting.endedOn, today)} 提前结束：{posting.endedBecause}
            </p>
          ) : null}
          <p>
            <a href={`/funds?plan=${plan.id}`} target="_blank" rel="noreferrer">
              看公示页
            </a>
          </p>
        </>
      ) : null}
      {ending ? (
        <ReasonDialog
          title="提前结束公示"
          ok="结束公示"
          label="原因"
          note="公示页上照样看得到这个方案，写着提前结束和原因；不再收异议。"
          send={({ reason }) => api.post(`/desk/funds/plans/${plan.id}/posting/end`, { reason })}
          done={() => {
            end(false);
            void refresh();
          }}
          cancel={() => end(false)}
        />
      ) : null}
      {asking ? (
        <PostDialog
          plan={plan.id}
          done={() => {
            ask(false);
            void refresh();
          }}
          cancel={() => ask(false)}
        />
      ) : null}
    </section>
  );
}

function PostDialog({ plan, done, cancel }: { plan: string; done(): void; cancel(): void }) {
  const { message } = App.useApp();
  const [days, setDays] = useState<number | null>(postingDays.least);
  const [contact, setContact] = useState('');
  const create = useCreate();
  const sending = useMutation({
    mutationFn: () => create<{ until: string }>(`/desk/funds/plans/${plan}/posting`, { days, contact }),
    onSuccess: ({ until }) => {
      message.success(`已公示，到 ${until}`);
      done();
    },
  });
  const told = ['days', 'contact'].some(p => faultOf(sending.error, p));
  return (
    <Modal
      open
      title="公示这个方案"
      okText="公示"
      cancelText="取消"
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={cancel}
    >
      <p>公示以后，任何人不用登录就能看到每个项目的金额和调整。</p>
      <Form layout="vertical">
        <Form.Item
          label="公示多少天"
          htmlFor="funds-days"
          required
          extra="公示当天不算；天数文件没有写，至少 10 天是暂定的。"
          {...helpAt(sending.error, 'days')}
        >
          <InputNumber id="funds-days" min={1} max={90} value={days} onChange={setDays} />
        </Form.Item>
        <Form.Item label="反映问题的电话、地址" htmlFor="funds-contact" required {...helpAt(sending.error, 'contact')}>
          <Input id="funds-contact" value={contact} maxLength={200} onChange={e => setContact(e.target.value)} />
        </Form.Item>
      </Form>
      {sending.isError && !told ? <Trouble error={sending.error} /> : null}
    </Modal>
  );
}

export function Words({ view, today }: { view: PlanView; today: string }) {
  const { message } = App.useApp();
  const take = useMutation({
    mutationFn: (part: Part) => api.file(`/desk/funds/plans/${view.plan.id}/annex`, { part }),
    onSuccess: ({ name, blob }) => download(name, blob),
    onError: error => message.error(wordsOf(error, '没有导出，请再试一次')),
  });
  const text = view.narrative.join('\n');
  return (
    <section className="frame-panel" aria-labelledby="funds-words">
      <div className="frame-panel-head">
        <h2 id="funds-words">文字和明细表</h2>
        <span className="funds-steps no-print">
          {(Object.keys(parts) as Part[])
            .filter(part => view.rows.some(r => r.part === part && !r.withdrawn))
            .reverse()
            .map(part => (
              <Button key={part} icon={<DownloadOutlined />} loading={take.isPending && take.variables === part} onClick={() => take.mutate(part)}>
                {parts[part]}明细表
              </Button>
            ))}
          <Button
            icon={<DownloadOutlined />}
            onClick={() => download(`${view.plan.title}-${today}.txt`, new Blob([text], { type: 'text/plain;charset=utf-8' }))}
          >
            方案文字
          </Button>
        </span>
      </div>
      <p className="frame-muted frame-small">文字由各行生成，个数和合计都是各行相加的，和表不会不一样。</p>
      <details>
        <summary>看生成的文字</summary>
        <p className="funds-print">{text}</p>
      </details>
    </section>
  );
}
