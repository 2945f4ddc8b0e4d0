/** 调整建议: what units ask to be changed of their projects; agriculture takes it into a plan, or says why not. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, query, useCreate, wordsOf } from '#ui/api';
import { ReasonDialog } from '#ui/duty';
import { Choose, csvText, download, Frame, faultOf, Mark, SearchBox, SortTable, Tabs, Trouble, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { day } from '#ui/words';
import { parts } from '../../plan.ts';
import type { FundsRequests, RequestLine } from '../../requests.ts';
import { requestStates } from '../../words.ts';
import { Listed } from './listed.tsx';
import { Pages } from './places.tsx';
import { RequestDialog } from './request-dialog.tsx';
import './funds.css';

const looks = { open: 'warn', taken: 'good', refused: 'bad', withdrawn: 'plain' } as const;

export default function RequestsPage() {
  const { get, change } = useFilters();
  const [asking, ask] = useState(false);
  const client = useQueryClient();
  const { message } = App.useApp();
  const year = get('year');
  const data = useQuery({
    queryKey: ['funds', 'requests', year],
    queryFn: ({ signal }) => api.get<FundsRequests>(`/desk/funds/requests${query({ year })}`, signal),
  });
  const view = data.data;
  const now = Number(view?.today.slice(0, 4) ?? 0);
  const refresh = () => client.invalidateQueries({ queryKey: ['funds'] });
  return (
    <Frame
      title="调整建议"
      note="责任单位提出调减、调增，农业农村局列入方案或者说明原因；金额单位万元"
      actions={
        view ? (
          <>
            <Select
              aria-label="年度"
              value={view.year}
              onChange={y => change({ year: String(y) })}
              options={[now, now - 1, now - 2].map(y => ({ value: y, label: `${y} 年` }))}
              popupMatchSelectWidth={false}
            />
            {view.projects.length > 0 ? (
              <Button type="primary" onClick={() => ask(true)}>
                提建议
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      <Pages />
      <Waits of={data}>{view => <Shown view={view} refresh={refresh} />}</Waits>
      {asking && view ? (
        <RequestDialog
          projects={view.projects}
          done={() => {
            message.success('已提交，农业农村局会收到消息');
            ask(false);
            void refresh();
          }}
          cancel={() => ask(false)}
        />
      ) : null}
    </Frame>
  );
}

function Shown({ view, refresh }: { view: FundsRequests; refresh(): Promise<unknown> }) {
  const { get, change } = useFilters();
  const { message } = App.useApp();
  const [taking, take] = useState<RequestLine | null>(null);
  const [refusing, refuse] = useState<RequestLine | null>(null);
  const withdraw = useMutation({
    mutationFn: (id: string) => api.post(`/desk/funds/requests/${id}/withdrawal`, {}),
    onSuccess: () => void message.success('已撤回'),
    onError: error => void message.error(wordsOf(error, '没有撤回，请再试一次')),
    onSettled: refresh,
  });
  const [state, part, q] = ['state', 'part', 'q'].map(get);
  const rows = view.items.filter(
    r => (!state || r.state === state) && (!part || r.part === part) && (!q || [r.name, r.unit, r.reason].some(t => t.includes(q))),
  );
  const save = () =>
    download(
      `衔接资金调整建议-${view.year}-${view.today}.csv`,
      csvText(
        ['项目', '调减或调增', '金额（万元）', '没有支付（万元）', '原因', '依据', '提出单位', '提出人', '提出日期', '办到哪里', '列入的方案', '答复'],
        rows.map(r => [
          ...[r.name, parts[r.part], r.change, r.unpaid, r.reason, r.basis, r.unit, r.askedByName, r.askedOn, requestStates[r.state]],
          ...[r.planTitle, r.answer],
        ]),
      ),
    );
  return (
    <Listed
      id="requests-list"
      title="建议"
      count={rows.length}
      unit="条"
      save={save}
      filters={
        <>
          <Tabs of="state" label="办到哪里" options={{ '': '全部', open: '没有办的', taken: '已列入', refused: '没有采纳' }} />
          <Choose of="part" label="调减或调增" all="调减和调增" options={{ cut: parts.cut, addition: parts.addition }} />
          <SearchBox label="按项目、单位、原因找" placeholder="项目、单位、原因" value={q ?? ''} change={next => change({ q: next })} />
        </>
      }
    >
      <SortTable
        label="调整建议"
        rows={rows}
        rowKey={r => r.id}
        sortBy="askedOn"
        pageSize={50}
        empty={view.items.length > 0 ? '没有符合条件的，换个条件再找' : view.projects.length > 0 ? '还没有建议，点“提建议”开始' : '还没有建议'}
        columns={[
          {
            key: 'name',
            title: '项目',
            value: r => r.name,
            show: r => (
              <div className="funds-row">
                <Link href={`/desk/funds/way/${r.project}`}>{r.name}</Link>
                <span className="frame-muted frame-small">{r.unit}</span>
              </div>
            ),
          },
          {
            key: 'change',
            title: '建议',
            value: r => `${parts[r.part]}${r.change}`,
            unsorted: true,
            show: r => (
              <span className="funds-said">
                <strong>
                  {parts[r.part]} {r.change}
                </strong>
                <span className="frame-muted frame-small">没有支付 {r.unpaid}</span>
              </span>
            ),
          },
          {
            key: 'state',
            title: '办到哪里',
            value: r => requestStates[r.state],
            show: r => (
              <span className="funds-said">
                <Mark look={looks[r.state]}>{requestStates[r.state]}</Mark>
                {r.plan && view.decides ? <Link href={`/desk/funds/plans/${r.plan}?q=${encodeURIComponent(r.name)}`}>{r.planTitle}</Link> : null}
                {r.plan ? <span className="frame-small">{`${view.decides ? '' : `${r.planTitle}，`}${r.planState}`}</span> : null}
                {r.answer ? (
                  <span>
                    {r.answer}（{r.answeredByName} {day(r.answeredOn, view.today)}）
                  </span>
                ) : null}
              </span>
            ),
          },
          {
            key: 'do',
            title: '办理',
            value: () => null,
            unsorted: true,
            show: r => (
              <span className="funds-steps no-print">
                {view.decides && r.state === 'open' ? (
                  <>
                    <Button size="small" type="primary" onClick={() => take(r)} aria-label={`列入方案：${r.name}`}>
                      列入方案
                    </Button>
                    <Button size="small" onClick={() => refuse(r)} aria-label={`不采纳：${r.name}`}>
                      不采纳
                    </Button>
                  </>
                ) : null}
                {r.mine ? (
                  <Button size="small" loading={withdraw.isPending} onClick={() => withdraw.mutate(r.id)}>
                    撤回<span className="frame-hidden">：{r.name}</span>
                  </Button>
                ) : null}
              </span>
            ),
          },
          {
            key: 'reason',
            title: '原因、依据',
            value: r => r.reason,
            unsorted: true,
            show: r => (
              <span className="funds-said">
                {r.reason}
                {r.basis ? <span className="frame-muted">{r.basis}</span> : null}
              </span>
            ),
          },
          { key: 'askedOn', title: '提出', value: r => r.askedOn, show: r => `${r.askedByName} ${day(r.askedOn, view.today)}` },
        ]}
      />
      {taking ? <TakeDialog view={view} request={taking} close={() => take(null)} /> : null}
      {refusing ? (
        <ReasonDialog
          title={`不采纳：${refusing.name} ${parts[refusing.part]} ${refusing.change}`}
          ok="不采纳"
          label="原因"
          note="提出的单位会收到原因。"
          send={({ reason }) => api.post(`/desk/funds/requests/${refusing.id}/refusal`, { reason })}
          done={() => {
            message.success('已答复');
            refuse(null);
            void refresh();
          }}
          cancel={() => refuse(null)}
        />
      ) : null}
    </Listed>
  );
}

function TakeDialog({ view, request: r, close }: { view: FundsRequests; request: RequestLine; close(): void }) {
  const client = useQueryClient();
  const create = useCreate();
  const [, go] = useLocation();
  const { message } = App.useApp();
  const [plan, choose] = useState(view.plans[0]?.id ?? null);
  const sending = useMutation({
    mutationFn: () => create<{ planId: string }>(`/desk/funds/requests/${r.id}/row`, { planId: plan }),
    onSuccess: async ({ planId }) => {
      message.success('已列入方案，请核对这一行的序号、资金和来源');
      await client.invalidateQueries({ queryKey: ['funds'] });
      go(`/desk/funds/plans/${planId}?q=${encodeURIComponent(r.name)}`);
    },
  });
  const fault = faultOf(sending.error, 'planId');
  return (
    <Modal
      open
      title={`列入方案：${r.name} ${parts[r.part]} ${r.change}`}
      okText="列入"
      okButtonProps={{ disabled: plan === null }}
      cancelText="取消"
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={close}
    >
      {view.plans.length === 0 ? (
        <p>
          {view.year} 年还没有方案。请先到<Link href="/desk/funds/plans">调整方案</Link>新建一个。
        </p>
      ) : (
        <Form layout="vertical">
          <Form.Item
            label="列入哪个方案"
            htmlFor="take-plan"
            required
            validateStatus={fault ? 'error' : ''}
            help={fault}
            extra="编制中的方案直接加一行；已经审定的，同时出一个新版。"
          >
            <Select id="take-plan" value={plan} onChange={choose} options={view.plans.map(p => ({ value: p.id, label: `${p.title}，${p.state}` }))} />
          </Form.Item>
        </Form>
      )}
      {sending.isError && !fault ? <Trouble error={sending.error} /> : null}
    </Modal>
  );
}
