/** The chosen thing: in whose name, the questions, the one notice, and the start of the application. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { api, useCreate } from '#ui/api';
import { Trouble, Waits } from '#ui/frame';
import { Choices, Field } from '#ui/kit';
import type { NoticeView, ThingView } from '../../views.ts';
import type { Visitor } from '../../window.ts';
import type { Draft } from '../portal/notice-start.tsx';
import { type Principal, whyNot } from '../portal/principals.tsx';
import { answersIn, pathOf } from '../portal/situation.ts';
import { WindowNotice } from './window-notice.tsx';
import { principalKey, setVisit } from './window-visit.ts';
import { basisNames } from './window-words.ts';

interface Props {
  no: string;
  visitor: Visitor;
  /** The scan of the visitor's code, where they showed one: the application uses what it opened. */
  scan: string | null;
  chosen: string | null;
  onOther(): void;
}

export function WindowStart({ no, ...props }: Props) {
  const thing = useQuery({ queryKey: ['thing', no], queryFn: () => api.get<ThingView>(`/things/${no}`), staleTime: 300_000 });
  return (
    <section className="frame-panel" aria-labelledby="window-start">
      <div className="frame-panel-head">
        <h2 id="window-start" tabIndex={-1}>
          {thing.data?.name ?? '要办的事'}
        </h2>
        <Button onClick={props.onOther}>换一件事</Button>
      </div>
      <Waits of={thing}>{data => <Situation key={data.no} thing={data} {...props} />}</Waits>
    </section>
  );
}

const here = (thing: ThingView, p: Principal) => (p.status === 'moved' ? '户口已迁出本县，不能以其名义办事' : whyNot(thing, p));

function Situation({ thing, visitor, scan, chosen }: Omit<Props, 'no'> & { thing: ThingView }) {
  const [params, setParams] = useSearchParams();
  const path = pathOf(thing, answersIn(params));
  const fitting = visitor.principals.filter(p => thing.principal === 'either' || thing.principal === p.kind);
  const usable = fitting.filter(p => !here(thing, p));
  const principal = usable.find(p => principalKey(p) === chosen) ?? (usable.length === 1 ? usable[0] : undefined);
  const answer = (id: string, value: string) => {
    const { answers } = pathOf(thing, { ...path.answers, [id]: value });
    setParams({ thing: String(thing.no), ...answers }, { replace: true });
  };
  const notice = useQuery({
    queryKey: ['notice', thing.no, thing.version, path.answers],
    queryFn: () => api.post<NoticeView>(`/things/${thing.no}/notice`, { answers: path.answers }),
    enabled: !path.open,
    staleTime: 300_000,
  });
  return (
    <div className="window-situation">
      <p className="frame-muted">{thing.intro}</p>
      {fitting.length === 0 ? (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={thing.principal === 'firm' ? `${visitor.person.name}名下没有企业，也没有企业委托` : '这件事要以个人的名义办'}
          description={thing.principal === 'firm' ? '请企业的法定代表人在“委托代办”里委托，或由法定代表人本人来办；还没有企业的，先办“企业开办”。' : undefined}
        />
      ) : (
        <div className="kit window-kit">
          <Field id="window-principal" group label="以谁的名义">
            {() => (
              <div className="choices">
                {fitting.map(p => {
                  const reason = here(thing, p);
                  return (
                    <label className="choice" key={principalKey(p)}>
                      <input
                        type="radio"
                        name="principal"
                        disabled={reason !== null}
                        checked={principal === p}
                        onChange={() => setVisit({ principal: principalKey(p) })}
                      />
                      <span>
                        {p.name}
                        <span className="hint">{[basisNames[p.basis], p.code].filter(Boolean).join('，')}</span>
                        {reason ? <span className="hint window-reason">不能选：{reason}</span> : null}
                      </span>
                    </label>
                  );
                })}
              </div>
            )}
          </Field>
          {path.asked.map(q => (
            <Field key={q.id} id={`question.${q.id}`} group label={q.ask} hint={q.help}>
              {() => <Choices name={q.id} options={q.options} value={path.answers[q.id]} onChange={value => answer(q.id, value)} />}
            </Field>
          ))}
        </div>
      )}
      {path.open ? (
        <p role="status" className="frame-muted">
          答完上面的问题，就列出一次告知。
        </p>
      ) : (
        <Waits of={notice}>
          {data => (
            <>
              <Begin thing={thing} notice={data} visitor={visitor} scan={scan} principal={principal} usable={usable.length > 0} />
              <WindowNotice thing={thing} notice={data} />
            </>
          )}
        </Waits>
      )}
    </div>
  );
}

interface BeginProps {
  thing: ThingView;
  notice: NoticeView;
  visitor: Visitor;
  scan: string | null;
  principal: Principal | undefined;
  usable: boolean;
}

function Begin({ thing, notice, visitor, scan, principal, usable }: BeginProps) {
  const client = useQueryClient();
  const [, go] = useLocation();
  const [missing, setMissing] = useState(false);
  const create = useCreate();
  const drafts = useQuery({ queryKey: ['applications'], queryFn: () => api.get<{ items: Draft[] }>('/applications') });
  const begun = (drafts.data?.items ?? []).filter(d => d.thing === thing.no && d.principalName === principal?.name);
  const make = useMutation({
    mutationFn: (p: Principal) => {
      const body = { thing: thing.no, answers: notice.answers, principal: { kind: p.kind, id: p.id }, applicant: visitor.person.id, ...(scan ? { scan } : {}) };
      return create<{ id: string }>('/applications', body);
    },
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['applications'] });
      go(`/desk/window/applications/${id}`);
    },
  });
  useEffect(() => {
    if (principal) setMissing(false);
  }, [principal]);
  const start = () => {
    if (principal) return make.mutate(principal);
    setMissing(true);
    document.querySelector<HTMLElement>('#window-principal input:not(:disabled)')?.focus();
  };
  return (
    <div className="window-begin no-print">
      {begun.length > 0 ? (
        <Alert
          type="info"
          showIcon
          title={`${principal?.name}的“${thing.name}”有没填完的，可以接着填`}
          action={
            <Button size="small" onClick={() => go(`/desk/window/applications/${begun[0]!.id}`)}>
              接着填
            </Button>
          }
        />
      ) : null}
      {missing ? <Alert type="error" showIcon role="alert" title="请先选择以谁的名义申请" /> : null}
      {make.isError ? <Trouble error={make.error} /> : null}
      {usable ? (
        <div className="window-actions">
          <Button type="primary" size="large" loading={make.isPending || make.isSuccess} onClick={start}>
            {begun.length > 0
              ? '新填一份'
              : `替${principal?.kind === 'person' && principal.basis === 'self' ? visitor.person.name : (principal?.name ?? '申请人')}开始申请`}
          </Button>
          <Button size="large" onClick={() => window.print()}>
            打印一次告知
          </Button>
        </div>
      ) : null}
    </div>
  );
}
