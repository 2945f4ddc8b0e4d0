/** 通报: figures that went out and stay, beside those of today; sending them, again only with a reason. */
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import type { BulletinView } from '#platform/bulletins';
import { api, useCreate } from '../api/index.ts';
import { csvText, download, Frame, faultOf, Trouble, Waits } from '../frame/index.ts';
import { useFilters } from '../pages/index.ts';
import { useSession } from '../session/index.ts';
import { day } from '../words/index.ts';
import './bulletin.css';

type Cells = readonly (string | number | null)[];

interface Props<F> {
  /** Before its figures have come. */
  title: string;
  note: string;
  pages: ReactNode;
  /** The address without the period. */
  at: string;
  /** The periods that may be looked at, the newest first, and how the address here calls them. */
  period: { key: string; label: string; of(today: string): { value: string; label: string }[] };
  /** What the figures come from: 月报. */
  source: string;
  /** Who gets it, behind their number: 个乡镇. */
  told: string;
  /** Who signs the print. */
  signed: string;
  table(figures: F): { heads: readonly string[]; rows: readonly Cells[] };
  children(figures: F): ReactNode;
}

export function BulletinPage<F extends { title: string }>({ title, note, pages, at, period, source, told, signed, table, children }: Props<F>) {
  const today = useSession().data?.today ?? '';
  const { get, change } = useFilters();
  const [sending, send] = useState(false);
  const periods = today ? period.of(today) : [];
  const chosen = get(period.key) ?? periods[0]?.value ?? '';
  const data = useQuery({
    queryKey: ['bulletin', at, chosen],
    queryFn: ({ signal }) => api.get<BulletinView<F>>(`${at}/${chosen}`, signal),
    enabled: chosen !== '',
  });
  const view = data.data;
  // What went out is what is shown, until somebody asks for today's figures.
  const sent = get('show') === 'now' ? undefined : view?.issued[0];
  const shown = sent?.figures ?? view?.now;
  const save = (figures: F) => {
    const { heads, rows } = table(figures);
    download(`${figures.title}.csv`, csvText(heads, rows));
  };
  return (
    <Frame
      title={shown?.title ?? title}
      note={note}
      actions={
        <>
          <Select
            aria-label={period.label}
            value={chosen}
            onChange={to => change({ [period.key]: to, show: '' })}
            options={periods}
            popupMatchSelectWidth={false}
          />
          <Button icon={<DownloadOutlined />} disabled={!shown || table(shown).rows.length === 0} onClick={() => shown && save(shown)}>
            导出
          </Button>
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            打印
          </Button>
          {view?.mayIssue && view.against === null ? (
            <Button type="primary" onClick={() => send(true)}>
              {view.issued.length > 0 ? '重新发' : '发出通报'}
            </Button>
          ) : null}
        </>
      }
    >
      {pages}
      <Waits of={data}>
        {v => (
          <>
            <div className="no-print">
              <State view={v} now={!sent} source={source} today={today} show={now => change({ show: now ? 'now' : '' })} />
            </div>
            {children(shown ?? v.now)}
            {sent ? (
              <p className="bulletin-signed">
                {signed}
                <br />
                {day(sent.issuedOn)}
              </p>
            ) : null}
          </>
        )}
      </Waits>
      {sending && view ? (
        <SendDialog
          view={view}
          address={`${at}/${view.period}`}
          words={`数字按现在的${source}留底，以后不变；${view.told} ${told}会收到消息。`}
          stale={['bulletin', at]}
          close={() => send(false)}
        />
      ) : null}
    </Frame>
  );
}

interface StateProps {
  view: BulletinView<unknown>;
  /** Today's figures are shown, not those that went out. */
  now: boolean;
  source: string;
  today: string;
  show(now: boolean): void;
}

function State({ view: { issued, moved, against }, now, source, today, show }: StateProps) {
  const look = (now: boolean, words: string) => (
    <Button size="small" onClick={() => show(now)}>
      {words}
    </Button>
  );
  const [last] = issued;
  if (!last) return <Alert type="info" showIcon title={`${against ?? '还没有发出'}；下面是现在的数`} />;
  if (now) return <Alert type="info" showIcon title="这是现在的数，不是发出的通报" action={look(false, '看发出的')} />;
  return (
    <Alert
      type={moved ? 'warning' : 'success'}
      showIcon
      title={`${last.issuedByName} ${day(last.issuedOn, today)} 发出${last.no > 1 ? `（第 ${last.no} 次，${last.because}）` : ''}${moved ? `；以后${source}又有变化` : ''}`}
      action={moved ? look(true, '看现在的数') : undefined}
    />
  );
}

interface SendProps {
  view: BulletinView<{ title: string }>;
  address: string;
  /** What will happen. */
  words: string;
  stale: readonly string[];
  close(): void;
}

function SendDialog({ view, address, words, stale, close }: SendProps) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const create = useCreate();
  const [because, setBecause] = useState('');
  const sending = useMutation({
    mutationFn: () => create(address, { because }),
    onSuccess: async () => {
      message.success('已发出');
      await client.invalidateQueries({ queryKey: stale });
      close();
    },
  });
  const submit = () => !sending.isPending && sending.mutate();
  const wrong = faultOf(sending.error, 'because');
  return (
    <Modal open title={view.now.title} okText="发出" cancelText="取消" confirmLoading={sending.isPending} onOk={submit} onCancel={close}>
      <p>{words}</p>
      {view.issued.length > 0 ? (
        <Form layout="vertical" onFinish={submit}>
          <Form.Item label="为什么重新发" htmlFor="notice-because" required validateStatus={wrong ? 'error' : ''} help={wrong}>
            <Input id="notice-because" value={because} maxLength={300} onChange={e => setBecause(e.target.value)} />
          </Form.Item>
        </Form>
      ) : null}
      {sending.isError && !wrong ? <Trouble error={sending.error} /> : null}
    </Modal>
  );
}
