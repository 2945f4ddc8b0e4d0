/** Asking for the data of the principal of a case of one's own unit; where the person has to agree, asking them. */
import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { ConsentView, ServiceView } from '#platform/exchange';
import { consentStates } from '#platform/exchange/pure';
import { api, Problem, useCreate } from '#ui/api';
import { clockTime, Mark, Trouble, Waits } from '#ui/frame';
import { useSession } from '#ui/session';

interface Values {
  serviceId: string;
  number: string;
  purpose: string;
}
const places = ['serviceId', 'number', 'purpose'] as const;

export function AskQuery({ services, opened }: { services: UseQueryResult<{ items: ServiceView[] }>; opened(id: string): void }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [params] = useSearchParams();
  const [form] = Form.useForm<Values>();
  // The same attempt again, after a lost answer, is the same query.
  const create = useCreate();
  const [chosen, setChosen] = useState<string>();
  const service = services.data?.items.find(s => s.id === chosen);
  const ask = useMutation({
    mutationFn: async (v: Values & { consent: boolean }) => {
      const { consent, ...body } = v;
      return { consent, ...(await create<{ id: string }>(consent ? '/data-consents' : '/data-queries', body)) };
    },
    onSuccess: async ({ consent, id }) => {
      await Promise.all([client.invalidateQueries({ queryKey: ['data-queries'] }), client.invalidateQueries({ queryKey: ['data-consents'] })]);
      if (consent) message.success('已请本人同意，同意后就可以查询');
      else opened(id);
    },
    onError: error => {
      if (!(error instanceof Problem)) return;
      if (error.code === 'not-found') form.setFields([{ name: 'number', errors: ['没有这个办件，或本部门不办理它'] }]);
      form.setFields(error.faults.flatMap(f => places.filter(p => p === f.path).map(name => ({ name, errors: [f.message] }))));
    },
  });
  const go = (consent: boolean) =>
    form.validateFields().then(
      v => !ask.isPending && ask.mutate({ ...v, number: v.number.trim(), consent }),
      () => {},
    );
  const problem = ask.error instanceof Problem && ask.error.code !== 'not-found' && ask.error.faults.length === 0 ? ask.error : null;
  return (
    <section className="frame-panel" aria-label="查询数据">
      <div className="frame-panel-head">
        <h2>查询数据</h2>
      </div>
      <p className="frame-muted">只能为本部门正在办或办过的办件，查申请主体本人的数据。每次查询都留下记录，本人看得到。</p>
      <Waits of={services} rows={2}>
        {({ items }) => (
          <Form form={form} layout="vertical" requiredMark={false} initialValues={{ number: params.get('number') ?? '' }} onFinish={() => go(false)}>
            <div className="query-ask">
              <Form.Item name="number" label="办件编号" rules={[{ required: true, whitespace: true, message: '请填写办件编号' }]}>
                <Input maxLength={60} autoComplete="off" />
              </Form.Item>
              <Form.Item name="serviceId" label="数据服务" rules={[{ required: true, message: '请选择数据服务' }]}>
                <Select
                  placeholder="请选择"
                  onChange={(id: string) => {
                    setChosen(id);
                    form.setFieldValue('purpose', undefined);
                  }}
                  options={items.filter(s => s.active).map(s => ({ value: s.id, label: `${s.name}（${s.provider}）` }))}
                />
              </Form.Item>
              <Form.Item name="purpose" label="查询目的" rules={[{ required: true, message: '请选择查询目的' }]}>
                <Select
                  placeholder={service ? '请选择' : '先选数据服务'}
                  disabled={!service}
                  options={(service?.purposes ?? []).map(p => ({ value: p, label: p }))}
                />
              </Form.Item>
            </div>
            {service ? (
              <p className="frame-muted frame-small">
                能查到：{Object.values(service.fields).join('、')}。依据：{service.basis}。本部门每天最多 {service.dailyLimit} 次，{service.cacheHours}{' '}
                小时内的答复直接用、不重复查。
              </p>
            ) : null}
            {problem ? (
              <Alert
                type={problem.code === 'consent-missing' ? 'info' : 'warning'}
                showIcon
                role="alert"
                title={problem.message}
                description={problem.detail || undefined}
              />
            ) : null}
            {ask.error && !(ask.error instanceof Problem) ? <Trouble error={ask.error} /> : null}
            <div className="exchange-moves query-moves">
              <Button type="primary" htmlType="submit" loading={ask.isPending && !ask.variables?.consent}>
                查询
              </Button>
              {service?.consentNeeded ? (
                <Button loading={ask.isPending && ask.variables?.consent} onClick={() => go(true)}>
                  请本人同意
                </Button>
              ) : null}
            </div>
          </Form>
        )}
      </Waits>
      <Consents />
    </section>
  );
}

const looks = { asked: 'warn', given: 'good', refused: 'bad', ended: 'plain' } as const;

function Consents() {
  const { data: session } = useSession();
  const consents = useQuery({ queryKey: ['data-consents'], queryFn: () => api.get<{ items: ConsentView[] }>('/data-consents') });
  if (!consents.data || consents.data.items.length === 0) return null;
  return (
    <>
      <h3>请本人同意的</h3>
      <ul className="exchange-list">
        {consents.data.items.slice(0, 10).map(c => (
          <li key={c.id}>
            <span>
              <strong>{c.serviceName}</strong>
              <small>
                {c.caseNumber} · {c.purpose} · {c.askedByName}
              </small>
            </span>
            <span>
              <Mark look={looks[c.state]}>{consentStates[c.state]}</Mark>
            </span>
            <time dateTime={c.askedAt}>{clockTime(c.askedAt, session?.today ?? '')}</time>
            <span />
          </li>
        ))}
      </ul>
    </>
  );
}
