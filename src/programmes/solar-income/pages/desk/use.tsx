/** 使用情况: the few figures that matter, by town, each opening the villages behind it; a village's breaches, and supervising it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { useCreate, wordsOf } from '#ui/api';
import { Bar, Choose, ExportAll, type Field, Filters, Frame, ListTable, Mark, SearchBox, SortTable, useList, useUnits, Waits } from '#ui/frame';
import { useSession } from '#ui/session';
import type { UseFigures } from '../../use-figures.ts';
import type { UseLine, UseView } from '../../use-reads.ts';
import { breachNames } from '../../words.ts';
import { Earners } from './earners.tsx';
import { Pages } from './places.tsx';
import { yuanIn } from './shown.ts';
import './solar.css';

const lights = { red: '超限', yellow: '注意', green: '正常' } as const;
const looks = { red: 'bad', yellow: 'warn', green: 'good' } as const;

const part = (of: string, whole: string) => (Number(whole) === 0 ? 0 : Number(of) / Number(whole));
const percent = (of: string, whole: string) => (Number(whole) === 0 ? '—' : `${(part(of, whole) * 100).toFixed(1)}%`);

export default function Use() {
  const found = useList<UseView>('solar-use', '/solar-income/use', ['year', 'q', 'town', 'light', 'fault']);
  const { get, change, list } = found;
  const { name, units } = useUnits();
  const { data: session } = useSession();
  const town = session?.roles.every(r => r.role === 'town-officer') ?? true;
  const [urging, setUrging] = useState<UseLine | null>(null);
  const data = list.data;
  const columns: Field<UseLine>[] = [
    ['收款单位', u => u.payee],
    ['乡镇', u => name(`town-${u.town}`)],
    ['到村（元）', u => Number(u.got)],
    ['到户（元）', u => Number(u.toHouseholds)],
    ['到户率', u => percent(u.toHouseholds, u.got)],
    ['待拨付（元）', u => Number(u.left)],
    ['待拨付率', u => percent(u.left, u.got)],
    ['公益岗位', u => u.posts],
    ['常住人口', u => u.residents],
    ['工资拖欠（月）', u => u.wagesLate],
    ['问题', u => u.breaches.map(b => b.words).join('；')],
  ];
  return (
    <Frame
      title="光伏收益：使用情况"
      note="依据 中政办发〔2024〕28号 三 6"
      actions={
        data && data.years.length > 1 ? (
          <Select aria-label="年度" value={data.year} options={data.years.map(y => ({ value: y, label: `${y} 年` }))} onChange={year => change({ year })} />
        ) : null
      }
    >
      <Pages />
      <Waits of={list}>
        {v => (
          <section className="frame-panel" aria-label="合计">
            <dl className="solar-figures">
              {v.reach === null ? null : (
                <Figure title="村级电站收入到村率" value={`${v.reach}%`} note="不低于 85%" bad={Number(v.reach) < 85 && '没有达到'} to="/desk/solar/payments" />
              )}
              <Figure
                title="到户率"
                value={percent(v.all.toHouseholds, v.all.got)}
                note="不低于 50%"
                bad={v.all.got !== '0.00' && part(v.all.toHouseholds, v.all.got) < 0.5 && '没有达到'}
                to={`/desk/solar/use?year=${v.year}&fault=to-households`}
              />
              <Figure
                title="待拨付"
                value={`${yuanIn(v.all.left)} 元`}
                note={percent(v.all.left, v.all.got)}
                to={`/desk/solar/use?year=${v.year}&fault=undistributed`}
              />
              <Figure
                title="工资拖欠超过 3 个月"
                value={`${v.all.late} 个村`}
                bad={v.all.late > 0 && '超期'}
                to={`/desk/solar/use?year=${v.year}&fault=wages`}
              />
              <Figure
                title="超限的村"
                value={`${v.all.red} 个`}
                note={`另有 ${v.all.yellow} 个要注意`}
                bad={v.all.red > 0 && '超限'}
                to={`/desk/solar/use?year=${v.year}&light=red`}
              />
            </dl>
            {v.byTown.length > 1 ? <ByTown year={v.year} rows={v.byTown} name={t => name(`town-${t}`)} /> : null}
          </section>
        )}
      </Waits>
      <Filters>
        <SearchBox label="按村名、拼音找" placeholder="名称、拼音或首字母" value={get('q') ?? ''} change={q => change({ q })} />
        {town ? null : (
          <Choose
            of="town"
            label="乡镇"
            all="全部乡镇"
            options={units.filter(u => u.id.startsWith('town-')).map(u => ({ value: u.id.slice(5), label: u.name }))}
          />
        )}
        <Choose of="light" label="灯" all="全部" options={lights} />
        <Choose of="fault" label="问题" all="问题：全部" options={breachNames} />
        <ExportAll of={found} name={`光伏收益使用${data?.year ?? ''}`} columns={columns} />
      </Filters>
      <section className="frame-panel" aria-label="各村">
        <ListTable<UseLine, UseView>
          of={found}
          label="各村的使用"
          unit="个"
          nothing="这一年还没有到账的"
          rowKey={u => `${u.town} ${u.payee}`}
          sortBy="order"
          ascending
          columns={[
            { key: 'payee', title: '收款单位', value: u => u.payee, unsorted: true },
            { key: 'light', title: '灯', unsorted: true, value: u => u.light, show: u => <Mark look={looks[u.light]}>{lights[u.light]}</Mark> },
            { key: 'got', title: '到村（元）', value: u => Number(u.got), show: u => yuanIn(u.got) },
            {
              key: 'toHouseholds',
              title: '到户率',
              value: u => part(u.toHouseholds, u.got),
              show: u => (
                <>
                  {percent(u.toHouseholds, u.got)} <Bar part={part(u.toHouseholds, u.got)} tone={part(u.toHouseholds, u.got) < 0.5 ? 'warn' : 'good'} />
                </>
              ),
            },
            { key: 'left', title: '待拨付率', value: u => part(u.left, u.got), show: u => percent(u.left, u.got) },
            { key: 'posts', title: '公益岗位', value: u => u.posts, minor: true, unsorted: true, show: u => `${u.posts} / ${u.residents ?? '人口没填'}` },
            { key: 'wagesLate', title: '工资拖欠', value: u => u.wagesLate, show: u => (u.wagesLate > 0 ? `${u.wagesLate} 个月` : '—') },
            {
              key: 'why',
              title: '问题',
              unsorted: true,
              value: u => u.breaches.map(b => b.words).join('；'),
              show: u => (
                <span className="solar-marks">
                  {u.breaches.map(b => (
                    <span key={b.fault} title={b.words}>
                      <Mark look={looks[b.light]}>{breachNames[b.fault]}</Mark>
                    </span>
                  ))}
                </span>
              ),
            },
            {
              key: 'do',
              title: '办理',
              unsorted: true,
              value: () => null,
              show: u => (
                <span className="solar-marks">
                  <Link href={`/desk/solar/ledger?year=${data?.year}&q=${encodeURIComponent(u.payee)}`} aria-label={`看台账：${u.payee}`}>
                    看台账
                  </Link>
                  {u.duty ? (
                    <Link href={`/desk/duties/${u.duty}`} aria-label={`督办中：${u.payee}`}>
                      督办中
                    </Link>
                  ) : data?.urges && u.breaches.length > 0 ? (
                    <Button size="small" onClick={() => setUrging(u)} aria-label={`发督办：${u.payee}`}>
                      发督办
                    </Button>
                  ) : null}
                </span>
              ),
            },
          ]}
        />
      </section>
      {data ? <Earners year={data.year} /> : null}
      {urging && data ? <UrgeDialog use={urging} year={data.year} onClose={() => setUrging(null)} /> : null}
    </Frame>
  );
}

function Figure({ title, value, note, bad, to }: { title: string; value: string; note?: string; bad?: string | false; to: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <Link href={to}>{value}</Link> {bad ? <Mark look="bad">{bad}</Mark> : null} {note ? <small>{note}</small> : null}
      </dd>
    </div>
  );
}

function ByTown({ year, rows, name }: { year: string; rows: readonly (UseFigures & { town: string })[]; name(town: string): string }) {
  const to = (town: string, more = '') => `/desk/solar/use?year=${year}&town=${town}${more}`;
  const bar = (of: string, whole: string, tone: 'good' | 'warn' | 'bad') => (
    <>
      {percent(of, whole)} <Bar part={part(of, whole)} tone={tone} />
    </>
  );
  return (
    <SortTable
      label="各乡镇"
      rows={rows}
      rowKey={r => r.town}
      sortBy="left"
      columns={[
        { key: 'town', title: '乡镇', value: r => name(r.town), show: r => <Link href={to(r.town)}>{name(r.town)}</Link> },
        { key: 'got', title: '到村（元）', value: r => Number(r.got), show: r => yuanIn(r.got) },
        {
          key: 'households',
          title: '到户率',
          value: r => part(r.toHouseholds, r.got),
          show: r => bar(r.toHouseholds, r.got, part(r.toHouseholds, r.got) < 0.5 ? 'warn' : 'good'),
        },
        { key: 'left', title: '待拨付率', value: r => part(r.left, r.got), show: r => bar(r.left, r.got, part(r.left, r.got) > 0.15 ? 'bad' : 'good') },
        { key: 'late', title: '工资拖欠的村', value: r => r.late, show: r => <Link href={to(r.town, '&fault=wages')}>{r.late}</Link> },
        { key: 'red', title: '超限的村', value: r => r.red, show: r => <Link href={to(r.town, '&light=red')}>{r.red}</Link> },
      ]}
    />
  );
}

function UrgeDialog({ use, year, onClose }: { use: UseLine; year: string; onClose(): void }) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [words, setWords] = useState('');
  const create = useCreate();
  const send = useMutation({
    mutationFn: () => create('/solar-income/use/duties', { year, town: use.town, payee: use.payee, ...(words.trim() ? { words } : {}) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['solar-use'] });
      message.success('督办已发给乡镇，在“督办”里看答复');
      onClose();
    },
    onError: error => {
      message.error(wordsOf(error, '没有发出，请再试一次'));
    },
  });
  return (
    <Modal open title={`对${use.payee}发督办`} okText="发督办" cancelText="取消" onOk={() => send.mutate()} confirmLoading={send.isPending} onCancel={onClose}>
      <Form layout="vertical" onFinish={() => send.mutate()}>
        <p>{use.breaches.map(b => b.words).join('；')}。乡镇在 10 个工作日内答复。</p>
        <Form.Item label="还要说的（可以不填）" htmlFor="urge-words">
          <Input.TextArea id="urge-words" rows={3} maxLength={500} showCount value={words} onChange={e => setWords(e.target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
