/** Writing a ticket: one short form in plain words. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { api, Problem, useCreate } from '#ui/api';
import { Button, Choices, ErrorSummary, Field, useTitle } from '#ui/kit';
import { Refused, SignedIn } from '#ui/session';
import { type Category, categories } from '../../words.ts';

const hints: Record<Category, string> = {
  consult: '问怎么办、要什么材料',
  help: '遇到困难，请政府帮忙',
  complaint: '对服务、质量、环境不满意',
  report: '反映违法的事，会替您保密',
  suggest: '想让哪里变得更好',
};
const ids: Record<string, string> = { category: 'ticket-category', title: 'ticket-title', body: 'ticket-body', town: 'ticket-town', place: 'ticket-place' };

export default function WritePage() {
  useTitle('写工单');
  return <SignedIn>{() => <Write />}</SignedIn>;
}

function Write() {
  const [, go] = useLocation();
  const client = useQueryClient();
  // A question that could not be answered comes along, so that nobody types it twice.
  const [params] = useSearchParams();
  const asked = params.get('text')?.trim() ?? '';
  const [category, setCategory] = useState<Category | undefined>(asked ? 'consult' : undefined);
  const [title, setTitle] = useState(asked.slice(0, 60));
  const [body, setBody] = useState(asked.slice(0, 2000));
  const [town, setTown] = useState('');
  const [place, setPlace] = useState('');
  const [confidential, setConfidential] = useState(false);
  const create = useCreate();
  const units = useQuery({
    queryKey: ['units'],
    queryFn: () => api.get<{ items: { id: string; short: string; kind: string }[] }>('/units'),
    staleTime: 60_000,
  });
  const send = useMutation({
    mutationFn: () =>
      create<{ id: string }>('/hotline/tickets', {
        category,
        title,
        body,
        place,
        confidential: confidential || category === 'report',
        ...(town ? { town } : {}),
      }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['asked'] });
      go(`/hotline/tickets/${id}`);
    },
  });
  const faults = send.error instanceof Problem ? send.error.faults : [];
  const fault = (path: string) => faults.find(f => f.path === path)?.message;
  return (
    <form
      className="stack-l"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (!send.isPending) send.mutate();
      }}
    >
      <h1>写给 12345</h1>
      <ErrorSummary faults={faults.map(f => ({ id: ids[f.path] ?? 'ticket-body', message: f.message }))} />
      <Field id="ticket-category" label="是哪一类" group error={fault('category')}>
        {() => (
          <Choices
            name="category"
            options={Object.entries(categories).map(([value, label]) => ({ value, label, hint: hints[value as Category] }))}
            value={category}
            onChange={value => setCategory(value as Category)}
          />
        )}
      </Field>
      <Field id="ticket-title" label="一句话说是什么事" error={fault('title')}>
        {described => <input {...described} className="input" maxLength={60} value={title} onChange={e => setTitle(e.target.value)} />}
      </Field>
      <Field id="ticket-body" label="发生了什么，希望怎么办" hint="写清时间、地点。不要写身份证号、银行卡号。" error={fault('body')}>
        {described => <textarea {...described} className="input" rows={6} maxLength={2000} value={body} onChange={e => setBody(e.target.value)} />}
      </Field>
      <Field id="ticket-town" label="在哪个乡镇" optional>
        {described => (
          <select {...described} className="input" value={town} onChange={e => setTown(e.target.value)}>
            <option value="">不清楚、不相关</option>
            {(units.data?.items ?? [])
              .filter(u => u.kind === 'town')
              .map(u => (
                <option key={u.id} value={u.id.replace(/^town-/, '')}>
                  {u.short}
                </option>
              ))}
          </select>
        )}
      </Field>
      <Field id="ticket-place" label="具体地点" optional error={fault('place')}>
        {described => <input {...described} className="input" maxLength={100} value={place} onChange={e => setPlace(e.target.value)} />}
      </Field>
      <Choices
        name="confidential"
        many
        options={[{ value: 'yes', label: '不要让承办部门知道我是谁', hint: '话务员能看到，部门看不到您的姓名和电话' }]}
        value={confidential || category === 'report' ? ['yes'] : []}
        onChange={(_, checked) => setConfidential(checked)}
      />
      {send.error && faults.length === 0 ? <Refused error={send.error} /> : null}
      <div className="row">
        <Button type="submit" busy={send.isPending}>
          提交
        </Button>
        <Link className="button plain" href="/hotline">
          不写了
        </Link>
      </div>
    </form>
  );
}
