/** 凭证和省系统录入: every line that has to stand in the provincial system, whether it does, and the vouchers of what was given out. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, query, useCreate } from '#ui/api';
import { Choose, Filters, Frame, faultOf, ListTable, Mark, SearchBox, Trouble, useList, useUnits, Waits } from '#ui/frame';
import { PapersDialog } from '#ui/papers';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { EntriesView, EntryLine } from '../../entries.ts';
import { entryStates } from '../../words.ts';
import { Pages } from './places.tsx';
import { yuanIn } from './shown.ts';
import './solar.css';

const looks = { entered: 'good', missing: 'plain', late: 'bad', changed: 'warn' } as const;
const at = '/desk/solar/entries';

export default function Entries() {
  const found = useList<EntriesView>('solar-entries', '/solar-income/entries', ['year', 'q', 'town', 'what', 'state', 'files']);
  const { get, change, list, asked } = found;
  const { name, units } = useUnits();
  const { data: session } = useSession();
  const today = session?.today ?? '';
  const [entering, setEntering] = useState<EntryLine[] | null>(null);
  const [vouchers, setVouchers] = useState<string | null>(null);
  const town = session?.roles.every(r => r.role === 'town-officer') ?? true;
  const open = list.data?.items.filter(l => l.mine && l.state !== 'entered') ?? [];
  const chosen = list.data?.items.find(l => l.ref === vouchers);
  const { sort: _s, down: _d, ...narrowed } = asked as Record<string, string | undefined>;
  return (
    <Frame
      title="光伏收益：凭证和省系统录入"
      note="到账的拨付由县扶贫开发公司录入，村里的支出由乡镇录入；录入后在这里登记。依据 中政办发〔2024〕28号 四（二）"
      actions={
        list.data && list.data.years.length > 1 ? (
          <Select
            aria-label="年度"
            value={list.data.year}
            options={list.data.years.map(y => ({ value: y, label: `${y} 年` }))}
            onChange={year => change({ year })}
          />
        ) : null
      }
    >
      <Pages />
      <Waits of={list}>
        {({ year, counts }) => (
          <section className="frame-panel" aria-label="合计">
            <dl className="solar-figures">
              {(
                [
                  ['还没录入', counts.open, 'state=open', false],
                  ['其中逾期', counts.late, 'state=late', counts.late > 0],
                  ['录入后金额改过', counts.changed, 'state=changed', counts.changed > 0],
                  ['没有凭证文件', counts.withoutFile, 'files=no', false],
                ] as const
              ).map(([title, n, to, bad]) => (
                <div key={title}>
                  <dt>{title}</dt>
                  <dd>
                    <Link href={`${at}?year=${year}&${to}`}>{n} 笔</Link> {bad ? <Mark look="bad">要处理</Mark> : null}
                  </dd>
                </div>
              ))}
              <div>
                <dt>应录入</dt>
                <dd>
                  <Link href={`${at}?year=${year}`}>{counts.all} 笔</Link>
                </dd>
              </div>
            </dl>
          </section>
        )}
      </Waits>
      <Filters>
        <SearchBox label="按村名、凭证号找" placeholder="名称、拼音或凭证号" value={get('q') ?? ''} change={q => change({ q })} />
        {town ? null : (
          <Choose
            of="town"
            label="乡镇"
            all="全部乡镇"
            options={units.filter(u => u.id.startsWith('town-')).map(u => ({ value: u.id.slice(5), label: u.name }))}
          />
        )}
        <Choose of="what" label="业务" all="业务：全部" options={{ payment: '拨付到村', use: '村里的支出' }} />
        <Choose of="state" label="录入" all="录入：全部" options={{ open: '还没录入的', ...entryStates }} />
        <Choose of="files" label="凭证" all="凭证：全部" options={{ no: '没有凭证文件', yes: '有凭证文件' }} />
        <Button href={`/api/solar-income/entries/workbook${query(narrowed)}`} download>
          导出录入台账
        </Button>
        {open.length > 1 ? (
          <Button type="primary" onClick={() => setEntering(open)}>
            登记本页 {open.length} 笔
          </Button>
        ) : null}
      </Filters>
      <section className="frame-panel" aria-label="每一笔">
        <ListTable<EntryLine, EntriesView>
          of={found}
          label="省系统录入"
          unit="笔"
          nothing="这一年还没有到账或支出"
          rowKey={l => `${l.what} ${l.ref}`}
          sortBy="order"
          ascending
          sum={({ sum }) => `；合计 ${yuanIn(sum)} 元`}
          columns={[
            {
              key: 'name',
              title: '村（收款单位）',
              value: l => l.name,
              unsorted: true,
              show: l => (
                <>
                  {l.name}
                  <small className="frame-muted solar-below">
                    {l.sort} {l.month ?? ''}
                  </small>
                </>
              ),
            },
            { key: 'town', title: '乡镇', value: l => name(`town-${l.town}`), unsorted: true, minor: true },
            { key: 'day', title: '日期', value: l => l.day, unsorted: true, minor: true, show: l => day(l.day, today) },
            { key: 'amount', title: '金额（元）', value: l => Number(l.amount), unsorted: true, show: l => yuanIn(l.amount) },
            {
              key: 'state',
              title: '省系统',
              value: l => l.state,
              unsorted: true,
              show: l => (
                <>
                  <Mark look={looks[l.state]}>{entryStates[l.state]}</Mark>{' '}
                  {l.entry ? (
                    <small className="frame-muted">
                      {day(l.entry.on, today)} {l.entry.systemNo}
                      {l.state === 'changed' ? `，录入的是 ${yuanIn(l.entry.amount)} 元` : ''}
                    </small>
                  ) : null}
                </>
              ),
            },
            {
              key: 'files',
              title: '凭证',
              value: l => l.files.length,
              unsorted: true,
              show: l =>
                l.what === 'payment' ? (
                  '—'
                ) : (
                  <Button size="small" type="link" onClick={() => setVouchers(l.ref)} aria-label={`凭证：${l.name} ${l.voucher}`}>
                    {l.voucher}（{l.files.length} 个文件）
                  </Button>
                ),
            },
            {
              key: 'do',
              title: '办理',
              value: () => null,
              unsorted: true,
              show: l =>
                l.mine && l.state !== 'entered' ? (
                  <Button size="small" onClick={() => setEntering([l])} aria-label={`登记录入：${l.name} ${l.voucher ?? ''}`}>
                    登记录入
                  </Button>
                ) : null,
            },
          ]}
        />
      </section>
      {entering && list.data ? <EnterDialog year={list.data.year} lines={entering} today={today} onClose={() => setEntering(null)} /> : null}
      {chosen && list.data ? <VoucherDialog year={list.data.year} line={chosen} today={today} onClose={() => setVouchers(null)} /> : null}
    </Frame>
  );
}

function EnterDialog({ year, lines, today, onClose }: { year: string; lines: EntryLine[]; today: string; onClose(): void }) {
  const client = useQueryClient();
  const [systemNo, setSystemNo] = useState('');
  const [on, setOn] = useState(today);
  const create = useCreate();
  const send = useMutation({
    mutationFn: () => create('/solar-income/entries', { year, lines: lines.map(({ what, ref }) => ({ what, ref })), systemNo, on }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['solar-entries'] });
      onClose();
    },
  });
  const [first] = lines;
  const wrong = { systemNo: faultOf(send.error, 'systemNo'), on: faultOf(send.error, 'on') };
  return (
    <Modal open title="登记已录入省系统" okText="登记" cancelText="取消" onOk={() => send.mutate()} confirmLoading={send.isPending} onCancel={onClose}>
      <Form layout="vertical" onFinish={() => send.mutate()}>
        <p>{lines.length === 1 ? `${first!.name}，${first!.sort}，${yuanIn(first!.amount)} 元` : `本页还没录入的 ${lines.length} 笔，用同一个编号登记`}</p>
        <Form.Item label="系统里的编号或流水号" htmlFor="entry-no" required validateStatus={wrong.systemNo ? 'error' : ''} help={wrong.systemNo}>
          <Input id="entry-no" maxLength={60} value={systemNo} onChange={e => setSystemNo(e.target.value)} />
        </Form.Item>
        <Form.Item label="录入日期" htmlFor="entry-on" required validateStatus={wrong.on ? 'error' : ''} help={wrong.on}>
          <Input id="entry-on" type="date" max={today} value={on} onChange={e => setOn(e.target.value)} />
        </Form.Item>
        {send.error && !wrong.systemNo && !wrong.on ? <Trouble error={send.error} /> : null}
      </Form>
    </Modal>
  );
}

function VoucherDialog({ year, line, today, onClose }: { year: string; line: EntryLine; today: string; onClose(): void }) {
  const client = useQueryClient();
  return (
    <PapersDialog
      title={`${line.name}：凭证 ${line.voucher}`}
      note={`${line.sort}，${day(line.day, today)}，${yuanIn(line.amount)} 元`}
      what="凭证"
      files={line.files}
      mine={line.mine}
      today={today}
      href={id => `/api/solar-income/vouchers/${id}`}
      // A file that is there already is told by its content.
      put={file => api.create('/solar-income/vouchers', { year, row: line.ref, file }, crypto.randomUUID())}
      withdraw={id => api.post(`/solar-income/vouchers/${id}/withdrawal`, {})}
      fresh={() => client.invalidateQueries({ queryKey: ['solar-entries'] })}
      close={onClose}
    />
  );
}
