/** One's own talk with a helper: the place in the queue, what to do when it rings, what was said, and how it was. Looks again by itself. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { grades } from '#platform/supervision/pure';
import { api, Problem } from '#ui/api';
import { Banner, Button, Choices, Dialog, Failed, Field, Loading, useTitle } from '#ui/kit';
import { Refused, SignedIn } from '#ui/session';
import { day, moment } from '#ui/words';
import type { OwnHelp } from '../../seats/reads.ts';
import { requestStates, results, ways } from '../../seats/words.ts';
import { Video } from '../video.tsx';
import { useHelp, waitInWords } from './helpers-data.ts';
import './helpers.css';

export default function HelperPage() {
  const { id } = useParams<{ id: string }>();
  return <SignedIn>{session => <Followed id={id} today={session.today} />}</SignedIn>;
}

function Followed({ id, today }: { id: string; today: string }) {
  const { data, error, refetch } = useHelp(id);
  useTitle(data ? `${requestStates[data.state]}：${data.subject}` : '我的帮办');
  return (
    <div className="stack-l">
      <header className="stack-s">
        <p>
          <Link href="/helpers">← 请人帮办</Link>
        </p>
        <h1>{data?.subject ?? '我的帮办'}</h1>
      </header>
      {error && !data ? <Failed error={error} again={() => void refetch()} /> : data ? <Help help={data} today={today} /> : <Loading />}
      {error && data ? <Banner look="warn">网络不稳，正在重新连接。</Banner> : null}
    </div>
  );
}

function Help({ help, today }: { help: OwnHelp; today: string }) {
  return (
    <>
      <section className="card stack" aria-label="现在">
        <div role="status" className="stack-s">
          <Now help={help} today={today} />
        </div>
        <p className="muted">
          {ways[help.way]}帮办，电话 {help.phone}
          {help.trouble ? `。您写的：${help.trouble}` : ''}
        </p>
        <Verbs help={help} />
      </section>
      {help.way === 'video' && (help.state === 'called' || help.state === 'serving') ? <Room id={help.id} /> : null}
      {help.result ? <Ended help={help} today={today} /> : null}
    </>
  );
}

function Now({ help, today }: { help: OwnHelp; today: string }) {
  const { ticket, way } = help;
  switch (help.state) {
    case 'booked':
      return (
        <p className="help-number">
          {help.day ? day(help.day, today) : ''} {help.time}
          <small>到时间帮办员{way === 'phone' ? '打电话给您' : '在视频里等您'}，不用再取号。</small>
        </p>
      );
    case 'waiting':
      return (
        <>
          <p className="help-number">
            前面还有 {ticket?.ahead ?? 0} 人<small>您的号 {ticket?.number}</small>
          </p>
          <p>预计：{waitInWords(ticket?.minutes ?? null)}</p>
          <p className="muted">这一页自己刷新，{way === 'phone' ? '关掉也行，请留意来电' : '轮到您时这里会出现“进入视频”，也会发短信'}。</p>
        </>
      );
    case 'called':
      return way === 'phone' ? <Banner look="good">帮办员正在打给您，请接电话。</Banner> : <Banner look="good">轮到您了，帮办员在等您。</Banner>;
    case 'serving':
      return <p>{help.staffName ?? '帮办员'}正在帮您办。</p>;
    case 'missed':
      return (
        <Banner look="warn">
          打了几次您没有接到。{help.mayReturn ? '现在方便的话，一小时内可以重新排上一次，不用排到最后。' : '还需要的话请重新请一次。'}
        </Banner>
      );
    case 'done':
      return <p>已经结束。{help.result ? '' : '帮办员还没有写结果。'}</p>;
    default:
      return <p>已经取消。</p>;
  }
}

/** The camera goes on when the person says so. */
function Room({ id }: { id: string }) {
  const [inside, enter] = useState(false);
  return (
    <section className="card stack" aria-labelledby="help-video">
      <h2 id="help-video">视频</h2>
      {inside ? <Video side="person" path={`/help-requests/${id}/signals`} /> : null}
      <p>
        <Button look={inside ? 'secondary' : 'primary'} onClick={() => enter(!inside)}>
          {inside ? '离开视频' : '进入视频'}
        </Button>
      </p>
    </section>
  );
}

function Verbs({ help }: { help: OwnHelp }) {
  const client = useQueryClient();
  const [asking, ask] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: ['help'] });
  const again = useMutation({ mutationFn: () => api.post(`/help-requests/${help.id}/return`), onSettled: refresh });
  const withdraw = useMutation({
    mutationFn: () => api.post(`/help-requests/${help.id}/withdrawal`),
    onSuccess: () => ask(false),
    onSettled: refresh,
  });
  const open = help.state === 'booked' || help.state === 'waiting' || help.state === 'called';
  return (
    <>
      <div className="row">
        {help.mayReturn ? (
          <Button busy={again.isPending} onClick={() => again.mutate()}>
            现在方便，重新排上
          </Button>
        ) : null}
        {open ? (
          <Button look="secondary" onClick={() => ask(true)}>
            不用了
          </Button>
        ) : (
          <Link className="button secondary" href="/helpers">
            再请一次
          </Link>
        )}
      </div>
      {again.error ? <Refused error={again.error} /> : null}
      <Dialog
        open={asking}
        onClose={() => ask(false)}
        title="不用帮办了？"
        actions={
          <>
            <Button look="secondary" onClick={() => ask(false)}>
              接着等
            </Button>
            <Button look="danger" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
              不用了
            </Button>
          </>
        }
      >
        <p>{help.state === 'booked' ? '取消以后这个时间给别人。' : '取消以后再请要重新排。'}</p>
        {withdraw.error ? <Refused error={withdraw.error} /> : null}
      </Dialog>
    </>
  );
}

function Ended({ help, today }: { help: OwnHelp; today: string }) {
  return (
    <>
      <section className="card stack-s" aria-labelledby="help-told">
        <h2 id="help-told">{help.result ? results[help.result] : ''}</h2>
        <p className="help-told">{help.told}</p>
        <p className="muted">
          {help.staffName}，{help.endedAt ? moment(help.endedAt, today) : ''}
        </p>
        {help.duty ? (
          <p>
            已经转给部门办，<Link href={`/hotline/tickets/${help.duty}`}>看 12345 工单 {help.dutyNumber} 的进度</Link>
          </p>
        ) : null}
      </section>
      {help.grade === null ? (
        <Rate id={help.id} />
      ) : (
        <section className="card stack-s" aria-labelledby="help-rated">
          <h2 id="help-rated">您的评价</h2>
          <p>
            {grades[help.grade as keyof typeof grades]}
            {help.comment ? `：${help.comment}` : ''}
          </p>
        </section>
      )}
    </>
  );
}

function Rate({ id }: { id: string }) {
  const client = useQueryClient();
  const [grade, setGrade] = useState<string>();
  const [comment, setComment] = useState('');
  const rate = useMutation({
    mutationFn: () => api.post(`/help-requests/${id}/rating`, { grade: grade ? Number(grade) : undefined, comment }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['help'] }),
  });
  const faults = rate.error instanceof Problem ? rate.error.faults : [];
  const fault = (path: string) => faults.find(f => f.path === path)?.message;
  const low = grade !== undefined && Number(grade) <= 2;
  return (
    <form
      className="card stack"
      noValidate
      aria-labelledby="help-rate"
      onSubmit={event => {
        event.preventDefault();
        if (!rate.isPending) rate.mutate();
      }}
    >
      <h2 id="help-rate">帮得怎么样？</h2>
      <Field id="help-grade" label="您的评价" group error={fault('grade')}>
        {() => (
          <Choices
            name="grade"
            value={grade}
            onChange={setGrade}
            options={Object.entries(grades)
              .reverse()
              .map(([value, label]) => ({ value, label }))}
          />
        )}
      </Field>
      <Field id="help-comment" label={low ? '哪里不满意？' : '想说的话'} optional={!low} error={fault('comment')}>
        {described => <textarea {...described} className="input" rows={3} maxLength={300} value={comment} onChange={e => setComment(e.target.value)} />}
      </Field>
      {rate.error && faults.length === 0 ? <Refused error={rate.error} /> : null}
      <p>
        <Button type="submit" busy={rate.isPending}>
          提交评价
        </Button>
      </p>
    </form>
  );
}
