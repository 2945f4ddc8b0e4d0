/** One list of payments: accounts, the bank's file, its answers, photos of what was posted, the end. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { api, wordsOf } from '#ui/api';
import {
  Choose,
  download,
  ExportAll,
  type Field,
  Filters,
  Frame,
  ListTable,
  Mark,
  NotElevated,
  SearchBox,
  useElevation,
  useList,
  useUnits,
  Waits,
} from '#ui/frame';
import { type Session, useSession } from '#ui/session';
import { day } from '#ui/words';
import { paymentStates } from '../../paying.ts';
import type { PaymentList, PaymentView } from '../../payment-reads.ts';
import { AccountDialog, ExcessDialog, ProofDialog, ResultDialog, ResultsDialog } from './payment-dialogs.tsx';
import { yuanIn } from './shown.ts';
import './solar.css';

const looks = { waiting: 'plain', sent: 'info', paid: 'good', failed: 'bad', none: 'plain' } as const;
const listStates = { open: ['info', '拨付中'], closed: ['good', '已办结'], replaced: ['plain', '已有新清单'] } as const;
const has = (yuan: string) => Number(yuan) > 0;

type WholeList = PaymentList & { settles: boolean };

interface Page {
  items: PaymentView[];
  total: number;
  sum: string;
}

export default function Payment() {
  const { run = '' } = useParams<{ run: string }>();
  const { data: session } = useSession();
  const list = useQuery({ queryKey: ['solar', 'payments', run], queryFn: ({ signal }) => api.get<WholeList>(`/solar-income/payments/${run}`, signal) });
  return (
    <Frame
      title={list.data ? `拨付：${list.data.title}` : '拨付'}
      back={{ to: '/desk/solar/payments', title: '拨付清单' }}
      note={list.data ? <Mark look={listStates[list.data.state][0]}>{listStates[list.data.state][1]}</Mark> : null}
    >
      <Waits of={list}>{l => (session ? <Shown list={l} session={session} /> : null)}</Waits>
    </Frame>
  );
}

type Open = { what: 'account' | 'result' | 'proof'; payment: PaymentView } | { what: 'excess'; payments: readonly PaymentView[] } | { what: 'results' };

function Shown({ list: l, session }: { list: WholeList; session: Session }) {
  const at = `/solar-income/payments/${l.run}`;
  const here = `/desk/solar/payments/${l.run}`;
  const found = useList<Page>('solar', `${at}/items`, ['q', 'town', 'state', 'proof', 'excess']);
  const { name, units } = useUnits();
  const [open, setOpen] = useState<Open | null>(null);
  const pays = session.roles.some(r => r.role === 'programme-officer' && r.unit === 'development-company');
  const townOf = session.roles.find(r => r.role === 'town-officer')?.unit ?? '';
  const undecided = l.settles && l.state === 'open' ? (found.list.data?.items.filter(p => has(p.excess) && !p.settled) ?? []) : [];
  const columns: Field<PaymentView>[] = [
    ['序号', p => p.no],
    ['乡镇', p => name(`town-${p.town}`)],
    ['收款单位', p => p.payee],
    ['包含', p => p.places.map(x => `${x.title} ${x.amount}`).join('；')],
    ['应得（元）', p => Number(p.due)],
    ['以前已付（元）', p => Number(p.credit)],
    ['多付（元）', p => Number(p.excess)],
    ['这次拨付（元）', p => Number(p.amount)],
    ['状态', p => paymentStates[p.state]],
    ['到账日期', p => p.paidOn],
    ['退回原因', p => p.reason],
    ['公示日期', p => p.proof?.postedOn],
  ];
  return (
    <>
      <section className="frame-panel" aria-label="合计">
        <dl className="solar-figures">
          {has(l.credit) ? (
            <>
              <Sum title="应得" yuan={l.due} />
              <Sum title="减：以前已付" yuan={l.credit} />
              <Sum title="加：多付（另行处理）" yuan={l.excess} />
            </>
          ) : null}
          <Sum title={has(l.credit) ? '这次拨付' : '应拨'} yuan={l.total} />
          <div>
            <dt>已到账</dt>
            <dd>
              <Link href={`${here}?state=paid`}>{yuanIn(l.paid)} 元</Link>
              <small>
                （{l.paidCount} / {l.payments} 笔）
              </small>
            </dd>
          </div>
          <div>
            <dt>退回</dt>
            <dd>
              <Link href={`${here}?state=failed`}>{l.failed} 笔</Link>
            </dd>
          </div>
          <div>
            <dt>公示照片</dt>
            <dd>
              <Link href={`${here}?proof=no`}>
                {l.proven} / {l.toProve}
              </Link>
            </dd>
          </div>
          {has(l.excess) ? (
            <div>
              <dt>多付还没决定</dt>
              <dd>
                <Link href={`${here}?excess=yes`}>{l.undecided} 笔</Link>
              </dd>
            </div>
          ) : null}
        </dl>
        {l.closedOn ? (
          <p className="frame-muted">
            {l.closedByName} {day(l.closedOn, session.today)} 办结
          </p>
        ) : l.state === 'replaced' ? (
          <p className="frame-muted">分配重新算过并已生效，按新的清单拨付；这里已到账的在新清单里抵减。</p>
        ) : pays ? (
          <Steps list={l} openResults={() => setOpen({ what: 'results' })} />
        ) : null}
      </section>
      <Filters>
        <SearchBox label="按收款单位、拼音找" placeholder="名称、拼音或首字母" value={found.get('q') ?? ''} change={q => found.change({ q })} />
        {townOf ? null : (
          <Choose
            of="town"
            label="乡镇"
            all="全部乡镇"
            options={units.filter(u => u.id.startsWith('town-')).map(u => ({ value: u.id.slice(5), label: u.name }))}
          />
        )}
        <Choose of="state" label="状态" all="全部状态" options={paymentStates} />
        <Choose of="proof" label="公示照片" all="照片：全部" options={{ no: '还没有交照片', yes: '已交照片' }} />
        {has(l.excess) ? <Choose of="excess" label="多付" all="多付：全部" options={{ yes: '只看多付的' }} /> : null}
        <ExportAll of={found} name={`拨付-${l.title}`} columns={columns} />
        {undecided.length > 1 ? (
          <Button type="primary" onClick={() => setOpen({ what: 'excess', payments: undecided })}>
            处理本页 {undecided.length} 笔多付
          </Button>
        ) : null}
      </Filters>
      <section className="frame-panel" aria-label="每一笔">
        <ListTable<PaymentView, Page>
          of={found}
          label="拨付明细"
          unit="笔"
          nothing="没有要拨付的"
          rowKey={p => String(p.no)}
          sortBy="no"
          ascending
          sum={({ sum }) => `；合计 ${yuanIn(sum)} 元`}
          columns={[
            {
              key: 'payee',
              title: '收款单位',
              value: p => p.payee,
              show: p => (
                <>
                  {p.payee}
                  {p.places.length > 1 ? (
                    <small className="frame-muted">
                      {' '}
                      含
                      {p.places
                        .map(x => x.title)
                        .filter(t => t !== p.payee)
                        .join('、')}
                    </small>
                  ) : null}
                </>
              ),
            },
            ...(townOf ? [] : [{ key: 'town', title: '乡镇', value: (p: PaymentView) => name(`town-${p.town}`), minor: true, unsorted: true }]),
            ...(has(l.credit)
              ? [
                  { key: 'due', title: '应得（元）', value: (p: PaymentView) => Number(p.due), unsorted: true, show: (p: PaymentView) => yuanIn(p.due) },
                  {
                    key: 'credit',
                    title: '以前已付（元）',
                    value: (p: PaymentView) => Number(p.credit),
                    unsorted: true,
                    show: (p: PaymentView) => yuanIn(p.credit),
                  },
                ]
              : []),
            { key: 'amount', title: has(l.credit) ? '这次拨付（元）' : '金额（元）', value: p => Number(p.amount), show: p => yuanIn(p.amount) },
            {
              key: 'state',
              title: '状态',
              value: p => p.state,
              show: p => (
                <>
                  {has(p.excess) ? null : <Mark look={looks[p.state]}>{paymentStates[p.state]}</Mark>}{' '}
                  {p.state === 'paid' ? day(p.paidOn, session.today) : (p.reason ?? '')}
                  {has(p.excess) ? <Excess payment={p} today={session.today} /> : null}
                </>
              ),
            },
            ...(pays ? [{ key: 'account', title: '账号', value: (p: PaymentView) => p.account?.masked ?? '—', unsorted: true, minor: true }] : []),
            {
              key: 'proof',
              title: '公示照片',
              unsorted: true,
              value: p => p.proof?.postedOn ?? null,
              show: p =>
                p.proof ? (
                  <a
                    href={`/api${at}/proof/${p.no}`}
                    target="_blank"
                    rel="noreferrer"
                    aria-label={`${day(p.proof.postedOn, session.today)}，${p.payee}的公示照片：${p.proof.caption}`}
                  >
                    {day(p.proof.postedOn, session.today)}
                  </a>
                ) : (
                  <span className="frame-muted">没有交</span>
                ),
            },
            {
              key: 'do',
              title: '办理',
              unsorted: true,
              value: () => null,
              show: p => (
                <span className="solar-row">
                  {pays && l.state === 'open' && (p.state === 'waiting' || p.state === 'failed') ? (
                    <Button size="small" onClick={() => setOpen({ what: 'account', payment: p })} aria-label={`${p.account ? '改账号' : '填账号'}：${p.payee}`}>
                      {p.account ? '改账号' : '填账号'}
                    </Button>
                  ) : null}
                  {pays && l.state === 'open' && p.state === 'sent' ? (
                    <Button size="small" onClick={() => setOpen({ what: 'result', payment: p })} aria-label={`登记结果：${p.payee}`}>
                      登记结果
                    </Button>
                  ) : null}
                  {l.settles && l.state === 'open' && has(p.excess) && !p.settled ? (
                    <Button size="small" onClick={() => setOpen({ what: 'excess', payments: [p] })} aria-label={`处理多付：${p.payee}`}>
                      处理多付
                    </Button>
                  ) : null}
                  {townOf === `town-${p.town}` && l.state === 'open' && p.places.length > 0 ? (
                    <Button size="small" onClick={() => setOpen({ what: 'proof', payment: p })} aria-label={`${p.proof ? '换照片' : '交照片'}：${p.payee}`}>
                      {p.proof ? '换照片' : '交照片'}
                    </Button>
                  ) : null}
                </span>
              ),
            },
          ]}
        />
      </section>
      {open?.what === 'results' ? <ResultsDialog list={l} onClose={() => setOpen(null)} /> : null}
      {open?.what === 'account' ? <AccountDialog list={l} payment={open.payment} onClose={() => setOpen(null)} /> : null}
      {open?.what === 'result' ? <ResultDialog list={l} payment={open.payment} today={session.today} onClose={() => setOpen(null)} /> : null}
      {open?.what === 'excess' ? <ExcessDialog list={l} payments={open.payments} today={session.today} onClose={() => setOpen(null)} /> : null}
      {open?.what === 'proof' ? <ProofDialog list={l} payment={open.payment} today={session.today} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function Sum({ title, yuan }: { title: string; yuan: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{yuanIn(yuan)} 元</dd>
    </div>
  );
}

function Excess({ payment: p, today }: { payment: PaymentView; today: string }) {
  const { settled: s } = p;
  return (
    <span className="solar-excess">
      <Mark look="warn">多付 {yuanIn(p.excess)} 元</Mark>{' '}
      {s ? (
        <span className="frame-muted frame-small">
          {s.way === 'set-off' ? '下次拨付抵减' : `${day(s.returnedOn, today)} 已退回`}（{s.byName} {day(s.on, today)} 决定：{s.basis}）
        </span>
      ) : null}
    </span>
  );
}

function Steps({ list: l, openResults }: { list: PaymentList; openResults(): void }) {
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const { dialog, elevated } = useElevation();
  const at = `/solar-income/payments/${l.run}`;
  const failed = (error: unknown) => {
    if (!(error instanceof NotElevated)) message.error(wordsOf(error, '出了点问题，请再试一次'), 8);
    void client.invalidateQueries({ queryKey: ['solar'] });
  };
  const settled = () => client.invalidateQueries({ queryKey: ['solar'] });
  const send = useMutation({
    mutationFn: () => elevated(() => api.file(`${at}/bank-file`, { version: l.version })),
    onSuccess: ({ name, blob }) => {
      download(name, blob);
      void settled();
    },
    onError: failed,
  });
  const close = useMutation({ mutationFn: () => api.post(`${at}/closing`, { version: l.version }), onSuccess: settled, onError: failed });
  return (
    <div className="solar-row no-print">
      <Button
        type="primary"
        loading={send.isPending}
        onClick={() =>
          modal.confirm({
            title: '导出送银行的文件？',
            content: '待拨付和退回的都会导出，并改为“已送银行”。文件里有完整账号，请按规定保管。',
            okText: '导出',
            cancelText: '取消',
            onOk: () => void send.mutate(),
          })
        }
      >
        导出送银行
      </Button>
      <Button onClick={openResults}>导入银行结果</Button>
      <Button
        loading={close.isPending}
        onClick={() =>
          modal.confirm({ title: '办结这次拨付？', content: '办结以后不再改动。', okText: '办结', cancelText: '取消', onOk: () => void close.mutate() })
        }
      >
        办结
      </Button>
      {dialog}
    </div>
  );
}
