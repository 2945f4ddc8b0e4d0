/** 项目申报与入库: where each project stands, whose turn it is, what waits for one's own unit. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, query } from '#ui/api';
import { Choose, csvText, download, Frame, faultOf, Mark, SearchBox, SortTable, Tabs, Trouble, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { FundsWay, WayLine } from '../../project-reads.ts';
import { inPlan, type Stage, stages } from '../../way.ts';
import { Labelled } from './field.tsx';
import { Listed } from './listed.tsx';
import { Pages } from './places.tsx';
import { ProposalDialog } from './proposal-dialog.tsx';
import './funds.css';

export const stageLook = (stage: Stage | null): 'good' | 'warn' | 'bad' | 'plain' =>
  stage === null || stage === 'stopped'
    ? 'warn'
    : stage === 'refused' || stage === 'dropped'
      ? 'bad'
      : stage === 'done' || stage === 'settled' || stage === 'accepted'
        ? 'good'
        : 'plain';
export const stageName = (stage: Stage | null): string => (stage === null ? '没有登记进展' : stages[stage]);

const mine = { mine: '等本单位办' };
const shows = { way: '入库以前', store: '在库', plan: '列入计划以后', none: '没有登记进展' };
const before: readonly (Stage | null)[] = ['draft', 'town', 'sector', 'county', 'posted'];
const keeps: Record<string, (p: WayLine) => boolean> = {
  mine: p => p.mine,
  way: p => before.includes(p.stage),
  store: p => p.stage === 'store',
  plan: p => (inPlan as readonly (Stage | null)[]).includes(p.stage),
  none: p => p.stage === null,
};

export default function WayPage() {
  const { get, change } = useFilters();
  const client = useQueryClient();
  const [, go] = useLocation();
  const { message } = App.useApp();
  const [asking, ask] = useState<'propose' | 'adopt' | null>(null);
  const year = get('year');
  const data = useQuery({ queryKey: ['funds', 'way', year], queryFn: ({ signal }) => api.get<FundsWay>(`/desk/funds/projects${query({ year })}`, signal) });
  const view = data.data;
  const nameless = view?.items.filter(p => p.stage === null) ?? [];
  return (
    <Frame
      title="项目申报与入库"
      note="村里提出，乡镇审核，行业部门把关，县里审定公示，期满入库；金额单位万元"
      actions={
        view ? (
          <>
            <Select
              aria-label="年度"
              value={year ?? ''}
              onChange={y => change({ year: y })}
              options={[{ value: '', label: '今明两年' }, ...view.years.map(y => ({ value: String(y), label: `${y} 年` }))]}
              popupMatchSelectWidth={false}
            />
            {view.may.propose ? (
              <Button type="primary" onClick={() => ask('propose')}>
                申报项目
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      <Pages />
      <Waits of={data}>
        {view => (
          <>
            {view.may.adopt && nameless.length > 0 ? (
              <Alert
                type="info"
                showIcon
                title={`${nameless.length} 个项目没有登记进展，不报月报，也不公开`}
                action={<Button onClick={() => ask('adopt')}>登记进展</Button>}
              />
            ) : null}
            <Shown view={view} />
          </>
        )}
      </Waits>
      {asking === 'propose' && view ? (
        <ProposalDialog
          fields={view.fields}
          years={view.years.slice(0, 2)}
          towns={view.towns}
          done={id => {
            message.success('已存下，填全、公示期满以后再送');
            void client.invalidateQueries({ queryKey: ['funds'] });
            go(`/desk/funds/way/${id}`);
          }}
          cancel={() => ask(null)}
        />
      ) : null}
      {asking === 'adopt' ? (
        <AdoptDialog
          of={nameless}
          done={() => {
            ask(null);
            void client.invalidateQueries({ queryKey: ['funds'] });
          }}
          cancel={() => ask(null)}
        />
      ) : null}
    </Frame>
  );
}

function Shown({ view }: { view: FundsWay }) {
  const { get, change } = useFilters();
  // Who watches the county has no unit for which anything waits.
  const own = useSession().data?.roles.some(r => r.unit !== null);
  const [show, town, q] = ['show', 'town', 'q'].map(get);
  const towns = [...new Set(view.items.map(p => p.town))].filter(Boolean);
  const rows = view.items.filter(
    p => (!show || !(show in keeps) || keeps[show]!(p)) && (!town || p.town === town) && (!q || [p.name, p.town, p.lead, p.unit].some(t => t.includes(q))),
  );
  const save = () =>
    download(
      `衔接资金项目进展-${view.today}.csv`,
      csvText(
        ['年度', '项目', '类别', '乡镇', '主管部门', '责任单位', '资金规模', '走到哪一步', '等谁办', '从哪天起', '没有填的'],
        rows.map(p => [p.year, p.name, p.category, p.town, p.lead, p.unit, p.amount, stageName(p.stage), p.waits, p.since, p.lacks.join('、')]),
      ),
    );
  return (
    <Listed
      id="way-list"
      title="项目"
      count={rows.length}
      unit="个"
      save={save}
      filters={
        <>
          <Tabs of="show" label="走到哪里" options={{ '': '全部', ...(own ? mine : {}), ...shows }} />
          <Choose of="town" label="乡镇" all="所有乡镇" options={towns.map(t => ({ value: t, label: t }))} />
          <SearchBox label="按项目、乡镇、单位找" placeholder="项目、乡镇、单位" value={q ?? ''} change={next => change({ q: next })} />
        </>
      }
    >
      <SortTable
        label="项目"
        rows={rows}
        rowKey={p => p.id}
        sortBy="stage"
        ascending
        pageSize={50}
        empty={view.items.length === 0 ? '还没有项目' : '没有符合条件的，换个条件再找'}
        columns={[
          {
            key: 'name',
            title: '项目',
            value: p => p.name,
            show: p => (
              <div className="funds-row">
                <Link href={`/desk/funds/way/${p.id}`}>{p.name}</Link>
                <span className="frame-muted frame-small">{[`${p.year} 年`, p.category, p.town].filter(Boolean).join('，')}</span>
              </div>
            ),
          },
          {
            key: 'stage',
            title: '走到哪一步',
            value: p => `${p.mine ? 0 : 1}${String.fromCharCode(97 + Object.keys(stages).indexOf(p.stage ?? ''))}`,
            show: p => (
              <span className="funds-said">
                <Mark look={stageLook(p.stage)}>{stageName(p.stage)}</Mark>
                {p.until ? <span className="frame-small">公示到 {day(p.until, view.today)}</span> : null}
              </span>
            ),
          },
          { key: 'waits', title: '等谁办', value: p => p.waits, show: p => (p.mine ? <strong>{p.waits}</strong> : p.waits || '—') },
          { key: 'since', title: '从哪天起', value: p => p.since, show: p => (p.since ? day(p.since, view.today) : '—') },
          { key: 'amount', title: '资金规模', value: p => (p.amount === null ? null : Number(p.amount)), show: p => p.amount ?? '—' },
          { key: 'lead', title: '主管部门', value: p => p.lead, show: p => p.lead || '—', minor: true },
          {
            key: 'lacks',
            title: '没有填的',
            value: p => p.lacks.join('、'),
            unsorted: true,
            minor: true,
            show: p => <span className="funds-said">{p.lacks.join('、') || '—'}</span>,
          },
        ]}
      />
    </Listed>
  );
}

const adoptable = ['store', ...inPlan] as const;

function AdoptDialog({ of, done, cancel }: { of: readonly WayLine[]; done(): void; cancel(): void }) {
  const { message } = App.useApp();
  const [chosen, choose] = useState(of.map(p => p.id));
  const [stage, setStage] = useState<Stage>('store');
  const [note, setNote] = useState('');
  const sending = useMutation({
    mutationFn: () => api.post<{ projects: number }>('/desk/funds/projects-adopted', { projects: chosen, stage, note }),
    onSuccess: ({ projects }) => {
      message.success(`已登记 ${projects} 个`);
      done();
    },
  });
  const told = ['projects', 'stage', 'note'].some(p => faultOf(sending.error, p));
  return (
    <Modal
      open
      title="登记已有项目的进展"
      okText="登记"
      cancelText="取消"
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={cancel}
    >
      <p>只用于系统使用以前已经走过程序的项目；新项目请从申报开始。</p>
      <Form layout="vertical">
        <Labelled error={sending.error} path="projects" id="adopt-projects" label="哪些项目" required>
          <Select
            id="adopt-projects"
            mode="multiple"
            maxTagCount={3}
            value={chosen}
            onChange={choose}
            options={of.map(p => ({ value: p.id, label: p.name }))}
            optionFilterProp="label"
          />
        </Labelled>
        <Labelled error={sending.error} path="stage" id="adopt-stage" label="现在走到" required>
          <Select id="adopt-stage" value={stage} onChange={setStage} options={adoptable.map(s => ({ value: s, label: stages[s] }))} />
        </Labelled>
        <Labelled error={sending.error} path="note" id="adopt-note" label="依据" required extra="如入库、列入计划的文号">
          <Input id="adopt-note" value={note} maxLength={300} onChange={e => setNote(e.target.value)} />
        </Labelled>
      </Form>
      {sending.isError && !told ? <Trouble error={sending.error} /> : null}
    </Modal>
  );
}
