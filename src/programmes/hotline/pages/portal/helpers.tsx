/** A helper by telephone or video: what about, how, now or at a time; and what one has asked so far. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { api, Problem, useCreate } from '#ui/api';
import { Banner, Button, Choices, Empty, ErrorSummary, Failed, Field, Loading, Tag, useTitle } from '#ui/kit';
import { Refused, SignedIn } from '#ui/session';
import { day, moment, weekday } from '#ui/words';
import { over, queueOf, requestStates, type Way, ways } from '../../seats/words.ts';
import { type QueueNow, useHelperQueues, useMyHelp, useTimes, waitInWords } from './helpers-data.ts';
import '#ui/asked';

const ids: Record<string, string> = {
  ...{ way: 'help-way', thing: 'help-thing', subject: 'help-subject', trouble: 'help-trouble', application: 'help-draft' },
  ...{ phone: 'help-phone', 'at.day': 'help-time', 'at.time': 'help-time' },
};
const ringsHow: Record<Way, string> = { phone: '我们打给您，您不花话费', video: '在手机或电脑上面对面，可以给帮办员看材料' };

export default function HelpersPage() {
  useTitle('请人帮办');
  return (
    <div className="stack-l">
      <header className="stack-s">
        <h1>请人帮办</h1>
        <p>不会填、不知道要什么材料，请帮办员打电话或视频，一步一步帮您。不收费。</p>
      </header>
      <SignedIn>{session => <Mine today={session.today} />}</SignedIn>
    </div>
  );
}

function Mine({ today }: { today: string }) {
  const mine = useMyHelp();
  const open = mine.data?.items.find(r => !over.includes(r.state));
  const ended = mine.data?.items.filter(r => over.includes(r.state)) ?? [];
  if (mine.error) return <Failed error={mine.error} again={() => void mine.refetch()} />;
  if (!mine.data) return <Loading />;
  return (
    <>
      {open ? (
        <section className="card stack-s" aria-labelledby="help-open">
          <h2 id="help-open">{open.subject}</h2>
          <p>
            <Tag look="brand">{requestStates[open.state]}</Tag> {ways[open.way]}
            {open.state === 'booked' && open.day ? `，${day(open.day, today)} ${open.time}` : ''}
          </p>
          <p>
            <Link className="button primary" href={`/helpers/${open.id}`}>
              看前面还有几人
            </Link>
          </p>
        </section>
      ) : (
        <Asking today={today} />
      )}
      <section className="stack" aria-labelledby="help-mine">
        <h2 id="help-mine">以前的帮办</h2>
        {ended.length === 0 ? <Empty title="还没有请过帮办" /> : null}
        <ul className="asked-list">
          {ended.map(r => (
            <li key={r.id} className="card stack-s">
              <p className="row between">
                <Link href={`/helpers/${r.id}`}>
                  <strong>{r.subject}</strong>
                </Link>
                <Tag look={r.result && r.grade === null ? 'warn' : r.result ? 'good' : undefined}>
                  {r.result && r.grade === null ? '请评价' : requestStates[r.state]}
                </Tag>
              </p>
              <p className="muted small">
                {ways[r.way]}，{moment(r.askedAt, today)}
                {r.staffName ? `，帮办员 ${r.staffName}` : ''}
              </p>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Asking({ today }: { today: string }) {
  const [, go] = useLocation();
  const client = useQueryClient();
  const [params] = useSearchParams();
  const queues = useHelperQueues();
  const things = useQuery({ queryKey: ['things'], queryFn: () => api.get<{ items: { no: number; name: string }[] }>('/things'), staleTime: 600_000 });
  const drafts = useQuery({
    queryKey: ['applications'],
    queryFn: () => api.get<{ items: { id: string; name: string; principalName: string }[] }>('/applications'),
  });
  const [way, setWay] = useState<Way>();
  const [about, setAbout] = useState(params.get('thing') ?? '');
  const [subject, setSubject] = useState('');
  const [draft, setDraft] = useState(params.get('draft') ?? '');
  const [trouble, setTrouble] = useState(params.get('text')?.slice(0, 500) ?? '');
  const [phone, setPhone] = useState('');
  const [when, setWhen] = useState<'now' | 'later'>();
  const [time, setTime] = useState('');
  const create = useCreate();
  const queue = queues.data?.items.find(q => way && q.id === queueOf[way]);
  const asks = when ?? (queue && !queue.byPhone ? 'later' : 'now');
  const [onDay, atTime] = time.split(' ');
  const ask = useMutation({
    mutationFn: () =>
      create<{ id: string }>('/help-requests', {
        way,
        trouble,
        phone,
        ...(draft ? { application: draft } : about ? { thing: Number(about) } : { subject }),
        ...(asks === 'later' ? { at: { day: onDay ?? '', time: atTime ?? '' } } : {}),
      }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['help'] });
      go(`/helpers/${id}`);
    },
    // The place may have been free a moment ago.
    onError: () => {
      void queues.refetch();
      void client.invalidateQueries({ queryKey: ['slots'] });
    },
  });
  const faults = ask.error instanceof Problem ? ask.error.faults : [];
  const fault = (path: string) => faults.find(f => f.path === path)?.message;
  const own = drafts.data?.items ?? [];
  return (
    <form
      className="stack-l"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (!ask.isPending) ask.mutate();
      }}
    >
      <ErrorSummary faults={faults.map(f => ({ id: ids[f.path] ?? 'help-way', message: f.message }))} />
      {own.length > 0 ? (
        <Field
          id="help-draft"
          label="接着填哪一份？"
          optional
          hint="选了草稿，帮办员知道您填到哪件事；您填的内容要您自己读给他听或给他看。"
          error={fault('application')}
        >
          {described => (
            <select {...described} className="input" value={draft} onChange={e => setDraft(e.target.value)}>
              <option value="">不是接着填</option>
              {own.map(d => (
                <option key={d.id} value={d.id}>
                  {d.name}（{d.principalName}）
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      {draft ? null : (
        <Field id="help-thing" label="想办什么事？" error={fault('thing')}>
          {described => (
            <select {...described} className="input" value={about} onChange={e => setAbout(e.target.value)}>
              <option value="">不在里面，我自己写</option>
              {(things.data?.items ?? []).map(t => (
                <option key={t.no} value={t.no}>
                  {t.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {draft || about ? null : (
        <Field id="help-subject" label="用几个字说是什么事" error={fault('subject')}>
          {described => <input {...described} className="input" maxLength={40} value={subject} onChange={e => setSubject(e.target.value)} />}
        </Field>
      )}
      <Field id="help-trouble" label="卡在哪里？" optional hint="写了，帮办员先看一遍再找您。不要写身份证号、银行卡号。" error={fault('trouble')}>
        {described => <textarea {...described} className="input" rows={3} maxLength={500} value={trouble} onChange={e => setTrouble(e.target.value)} />}
      </Field>
      <Field id="help-way" label="怎么帮您？" group error={fault('way')}>
        {() => (
          <Choices
            name="way"
            value={way}
            onChange={value => {
              setWay(value as Way);
              setTime('');
            }}
            options={Object.entries(ways).map(([value, label]) => ({
              value,
              label: value === 'phone' ? '打电话给我' : `${label}见面`,
              hint: ringsHow[value as Way],
            }))}
          />
        )}
      </Field>
      <Field
        id="help-phone"
        label="打哪个手机号？"
        optional
        hint={way === 'video' ? '视频连不上时打这个号。不填就用您登记的手机号。' : '不填就用您登记的手机号。'}
        error={fault('phone')}
      >
        {described => (
          <input {...described} className="input" type="tel" inputMode="numeric" maxLength={20} value={phone} onChange={e => setPhone(e.target.value)} />
        )}
      </Field>
      {queues.error ? <Failed error={queues.error} again={() => void queues.refetch()} /> : null}
      {way && queue ? (
        <>
          <Field id="help-when" label="什么时候？" group>
            {() => (
              <Choices
                name="when"
                value={asks}
                onChange={value => setWhen(value as 'now' | 'later')}
                options={[
                  ...(queue.byPhone ? [{ value: 'now', label: '现在就排', hint: `前面 ${queue.waiting} 人，${waitInWords(queue.minutes)}` }] : []),
                  ...(queue.canBeBooked ? [{ value: 'later', label: '约一个时间', hint: '到时间我们来找您' }] : []),
                ]}
              />
            )}
          </Field>
          {queue.byPhone ? null : <Banner look="info">{closedWhy(queue)}</Banner>}
          {asks === 'later' ? <Times queue={queue.id} today={today} value={time} choose={setTime} error={fault('at.day') ?? fault('at.time')} /> : null}
        </>
      ) : null}
      {ask.error && faults.length === 0 ? <Refused error={ask.error} /> : null}
      <p>
        <Button type="submit" busy={ask.isPending}>
          {asks === 'later' ? '约好这个时间' : '请帮办员找我'}
        </Button>
      </p>
    </form>
  );
}

function closedWhy(queue: QueueNow): string {
  const hours = queue.today?.map(s => `${s.from}–${s.to}`).join('，');
  if (queue.today?.length === 0) return '今天休息，可以约一个时间。';
  return hours ? `现在不能排：不在办公时间（今天 ${hours}），或者等的人太多。可以约一个时间。` : '现在不能排，可以约一个时间。';
}

interface TimesProps {
  queue: string;
  today: string;
  value: string;
  choose(time: string): void;
  error: string | undefined;
}

function Times({ queue, today, value, choose, error }: TimesProps) {
  const times = useTimes(queue, true);
  if (times.error) return <Failed error={times.error} again={() => void times.refetch()} />;
  if (!times.data) return <Loading />;
  const open = times.data.days.filter(d => d.closed === null);
  if (open.length === 0) return <Banner look="warn">最近几天都约满了或不办公。急的话请拨打 12345。</Banner>;
  return (
    <Field id="help-time" label="哪一天，几点？" error={error}>
      {described => (
        <select {...described} className="input" value={value} onChange={e => choose(e.target.value)}>
          <option value="">请选择</option>
          {open.map(d => (
            <optgroup key={d.day} label={`${d.day === today ? '今天' : day(d.day, today)}（${weekday(d.day)}）`}>
              {d.slots
                .filter(s => s.free > 0)
                .map(s => (
                  <option key={s.at} value={`${d.day} ${s.at}`}>
                    {d.day === today ? '今天' : day(d.day, today)} {s.at}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}
