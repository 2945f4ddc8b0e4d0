/** One entry: its editions with their differences, and the next step for who has to take it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { api, Problem } from '#ui/api';
import { clockTime, Frame, faultOf, Light, Mark, Trouble, useUnits, Waits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import { difference } from '../../answer-text.ts';
import { audienceNames, categoryNames, entryStateNames } from '../../forms.ts';
import type { EditionView, EntryView } from '../../views.ts';
import { AnswerText } from '../answer-view.tsx';
import './knowledge.css';

const back = { to: '/desk/knowledge', title: '知识库' };

export default function Entry() {
  const { id = '' } = useParams();
  const one = useQuery({
    queryKey: ['knowledge', 'one', id],
    queryFn: ({ signal }) => api.get<EntryView>(`/desk/knowledge/entries/${encodeURIComponent(id)}`, signal),
  });
  const newest = one.data?.editions.find(e => e.number === one.data.newest);
  return (
    <Frame
      title={newest?.question ?? '知识库条目'}
      back={back}
      note={
        newest ? (
          <Space size="small">
            <Mark look={newest.state === 'published' ? 'good' : newest.state === 'review' ? 'warn' : 'plain'}>{entryStateNames[newest.state]}</Mark>
            {one.data?.live != null ? <Light light={one.data.light} /> : null}
          </Space>
        ) : null
      }
    >
      <Waits of={one}>{entry => (newest ? <Shown entry={entry} newest={newest} /> : null)}</Waits>
    </Frame>
  );
}

function Shown({ entry, newest }: { entry: EntryView; newest: EditionView }) {
  const { name } = useUnits();
  const { data: session } = useSession();
  return (
    <div className="knowledge-columns">
      <div className="knowledge-main">
        <Steps entry={entry} newest={newest} />
        {newest.note && (newest.state === 'draft' || newest.state === 'withdrawn') ? (
          <Alert
            type="warning"
            showIcon
            title={newest.state === 'draft' ? `${newest.reviewedByName ?? ''}退回：${newest.note}` : `撤下的原因：${newest.note}`}
          />
        ) : null}
        <section className="frame-panel" aria-labelledby="entry-answer">
          <h2 id="entry-answer">答复（第 {newest.number} 版）</h2>
          <AnswerText text={newest.answer} />
        </section>
        <Editions entry={entry} />
      </div>
      <section className="frame-panel knowledge-side" aria-label="基本情况">
        <dl className="frame-facts">
          <dt>责任部门</dt>
          <dd>{name(entry.unit)}</dd>
          <dt>出处</dt>
          <dd>{newest.sourceLink ? <a href={newest.sourceLink}>{newest.source}</a> : newest.source}</dd>
          <dt>类别</dt>
          <dd>
            {categoryNames[newest.category]}，适用：{audienceNames[newest.audience]}
          </dd>
          <dt>有效期</dt>
          <dd>{newest.validUntil ? `到${day(newest.validUntil)}` : '长期'}</dd>
          <dt>复核日</dt>
          <dd>{day(newest.reviewBy)}</dd>
          <dt>别的问法</dt>
          <dd>{newest.variants.join('；') || '没有写'}</dd>
          <dt>关键词</dt>
          <dd>{newest.keywords.join('、') || '没有写'}</dd>
          <dt>关联的事</dt>
          <dd>
            {newest.things.length > 0
              ? newest.things.map(no => (
                  <span key={no}>
                    <Link href={`/things/${no}`}>第 {no} 件</Link>{' '}
                  </span>
                ))
              : '没有'}
          </dd>
          <dt>来自</dt>
          <dd>{entry.origin || '直接编写'}</dd>
          <dt>作者</dt>
          <dd>
            {newest.authorName} {clockTime(newest.writtenAt, session?.today ?? '')}
          </dd>
          {newest.reviewedByName && newest.reviewedAt ? (
            <>
              <dt>审核</dt>
              <dd>
                {newest.reviewedByName} {clockTime(newest.reviewedAt, session?.today ?? '')}
              </dd>
            </>
          ) : null}
        </dl>
        {entry.live !== null ? (
          <p>
            <a href={`/knowledge/${entry.id}`}>看群众看到的样子</a>
          </p>
        ) : null}
      </section>
    </div>
  );
}

type Asked = 'return' | 'withdrawal' | null;

function Steps({ entry, newest }: { entry: EntryView; newest: EditionView }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState<Asked>(null);
  const again = () => client.invalidateQueries({ queryKey: ['knowledge'] });
  const act = useMutation({
    mutationFn: async (what: { path: string; body: object; done: string; to?: string }) => {
      await api.post(what.path, what.body);
      return what;
    },
    onSuccess: async what => {
      message.success(what.done);
      await again();
      if (what.to) navigate(what.to);
    },
    // Somebody was faster: the page shows what they did.
    onError: error => {
      if (error instanceof Problem && error.status === 409) void again();
    },
  });
  const at = `/desk/knowledge/entries/${entry.id}`;
  const body = { version: entry.version };
  const { state } = newest;
  const { may } = entry;
  return (
    <>
      {act.isError ? <Trouble error={act.error} /> : null}
      {state === 'review' && !may.review ? <Alert type="info" showIcon title={may.why || '等部门负责人或事项管理员审核'} /> : null}
      <div className="knowledge-steps no-print">
        {state === 'review' && may.review ? (
          <>
            <Button
              type="primary"
              loading={act.isPending}
              onClick={() =>
                act.mutate({ path: '/desk/knowledge/publications', body: { entries: [{ entryId: entry.id, ...body }] }, done: '已发布，从现在起作答' })
              }
            >
              审核通过，发布
            </Button>
            <Button onClick={() => setAsked('return')}>退回</Button>
          </>
        ) : null}
        {state === 'draft' && may.write ? (
          <Link href={`/desk/knowledge/${entry.id}/edit`}>
            <Button type="primary" tabIndex={-1}>
              继续写
            </Button>
          </Link>
        ) : null}
        {['published', 'expired', 'withdrawn'].includes(state) && may.write ? (
          <Button
            loading={act.isPending}
            onClick={() => act.mutate({ path: `${at}/editions`, body, done: '新的一版已经开好', to: `/desk/knowledge/${entry.id}/edit` })}
          >
            修订
          </Button>
        ) : null}
        {(state === 'draft' || state === 'review') && may.write ? (
          <Button onClick={() => act.mutate({ path: `${at}/dropping`, body, done: '已放弃这一版' })}>放弃这一版</Button>
        ) : null}
        {entry.live !== null && may.write ? (
          <Button danger onClick={() => setAsked('withdrawal')}>
            撤下
          </Button>
        ) : null}
      </div>
      <Reason
        key={asked ?? 'none'}
        open={asked !== null}
        title={asked === 'return' ? '退回' : '撤下这一条'}
        label={asked === 'return' ? '退回的原因' : '撤下的原因'}
        error={act.error}
        busy={act.isPending}
        onCancel={() => setAsked(null)}
        onSend={reason =>
          act.mutate(
            { path: `${at}/${asked}`, body: { ...body, reason }, done: asked === 'return' ? '已退回' : '已撤下，不再作答' },
            { onSuccess: () => setAsked(null) },
          )
        }
      />
    </>
  );
}

function Reason(p: { open: boolean; title: string; label: string; error: unknown; busy: boolean; onCancel(): void; onSend(reason: string): void }) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const fault = faultOf(p.error, 'reason') ?? (tried && reason.trim().length < 4 ? '至少写 4 个字' : undefined);
  return (
    <Modal
      open={p.open}
      title={p.title}
      okText={p.title}
      cancelText="再想想"
      confirmLoading={p.busy}
      onCancel={p.onCancel}
      onOk={() => {
        setTried(true);
        if (reason.trim().length >= 4) p.onSend(reason.trim());
      }}
    >
      <Form layout="vertical">
        <Form.Item label={p.label} htmlFor="knowledge-reason" required validateStatus={fault ? 'error' : ''} help={fault}>
          <Input.TextArea id="knowledge-reason" rows={3} maxLength={300} value={reason} onChange={e => setReason(e.target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** An edition in lines, so that two can be laid side by side. */
const inLines = (e: EditionView) =>
  [
    `问题：${e.question}`,
    ...e.variants.map(v => `问法：${v}`),
    ...e.answer.split('\n').filter(Boolean),
    `出处：${e.source}${e.sourceLink ? ` ${e.sourceLink}` : ''}`,
    `有效期：${e.validUntil ?? '长期'}，复核日：${e.reviewBy}`,
    `关键词：${e.keywords.join('、')}`,
    `类别：${categoryNames[e.category]}，适用：${audienceNames[e.audience]}，关联：${e.things.join('、') || '没有'}`,
  ].join('\n');

const signs = { ' ': '', '-': '删去：', '+': '新加：' } as const;

function Editions({ entry }: { entry: EntryView }) {
  const { data: session } = useSession();
  const [number, setNumber] = useState(entry.newest);
  const all = entry.editions;
  const shown = all.find(e => e.number === number) ?? all[0]!;
  const before = all.find(e => e.number < shown.number);
  const lines = before
    ? difference(inLines(before), inLines(shown))
    : inLines(shown)
        .split('\n')
        .map(line => ({ sign: ' ' as const, line }));
  return (
    <section className="frame-panel" aria-labelledby="entry-editions">
      <div className="frame-panel-head">
        <h2 id="entry-editions">各版</h2>
        <Select
          aria-label="看哪一版"
          value={shown.number}
          onChange={setNumber}
          options={all.map(e => ({ value: e.number, label: `第 ${e.number} 版 ${entryStateNames[e.state]} ${day(e.writtenAt, session?.today)}` }))}
        />
      </div>
      <p className="frame-muted frame-small">
        {shown.authorName}写{shown.reviewedByName ? `，${shown.reviewedByName}审` : ''}
        {shown.change ? `；${shown.change}` : ''}
        {before ? `。与第 ${before.number} 版比：` : '。'}
      </p>
      <ul className="knowledge-diff">
        {lines.map(({ sign, line }, i) => (
          // Lines of a frozen text: their place is their name.
          <li key={i} className={sign === '-' ? 'gone' : sign === '+' ? 'come' : undefined}>
            {signs[sign] ? <strong>{signs[sign]}</strong> : null}
            {sign === '-' ? <del>{line}</del> : sign === '+' ? <ins>{line}</ins> : line}
          </li>
        ))}
      </ul>
    </section>
  );
}
