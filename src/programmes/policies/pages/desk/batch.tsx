/** One batch: confirmed by finance, its file for the bank, the bank's answer line by line. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useParams } from 'wouter';
import { mostBytes, tableFiles, tooLarge } from '#platform/tables/pure';
import { api, base64 } from '#ui/api';
import { csvText, download, Frame, Mark, SortTable, useElevation, useUnits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import { resultHead } from '../../forms.ts';
import type { readBatch } from '../../payments.ts';
import { batchStates, paymentStates } from '../../words.ts';
import { Ask, Found, PolicyBar, Refusal, Related, textOf, useRefresh, yuanOf } from './shared.tsx';

type Batch = Awaited<ReturnType<typeof readBatch.do>>;
const looks = { prepared: 'warn', confirmed: 'info', sent: 'info', paid: 'good', returned: 'bad', cancelled: 'plain' } as const;

export default function BatchPage() {
  const { id } = useParams<{ id: string }>();
  const query = useQuery({ queryKey: ['policies', 'batches', id], queryFn: () => api.get<Batch>(`/desk/policies/batches/${id}`) });
  return (
    <Found of={query} what="这个支付批次" back={{ to: '/desk/policies/payments', title: '支付' }}>
      {batch => <One batch={batch} />}
    </Found>
  );
}

function One({ batch }: { batch: Batch }) {
  const { data: session } = useSession();
  const { name } = useUnits();
  const refresh = useRefresh();
  const { dialog, elevated } = useElevation();
  const [asking, setAsking] = useState(false);
  const path = `/desk/policies/batches/${batch.id}`;
  const confirm = useMutation({ mutationFn: () => elevated(() => api.post(`${path}/confirmation`, { version: batch.version })), onSuccess: refresh });
  const reject = useMutation({
    mutationFn: (reason: string) => api.post(`${path}/return`, { version: batch.version, reason }),
    onSuccess: async () => {
      setAsking(false);
      await refresh();
    },
  });
  const send = useMutation({
    mutationFn: () => elevated(() => api.post<{ name: string; head: string[]; rows: string[][] }>(`${path}/file`, { version: batch.version })),
    onSuccess: async file => {
      download(file.name, csvText(file.head, file.rows));
      await refresh();
    },
  });
  const finance = batch.finance;
  return (
    <Frame
      title={`支付批次 ${batch.number}`}
      back={{ to: '/desk/policies/payments', title: '支付' }}
      note={
        <Mark look={batch.state === 'done' ? 'good' : batch.state === 'rejected' ? 'bad' : batch.state === 'prepared' ? 'warn' : 'info'}>
          {batchStates[batch.state]}
        </Mark>
      }
      actions={
        finance ? (
          <>
            {batch.state === 'prepared' || batch.state === 'confirmed' ? (
              <Button
                onClick={() => {
                  reject.reset();
                  setAsking(true);
                }}
              >
                退回部门
              </Button>
            ) : null}
            {batch.state === 'prepared' ? (
              <Button type="primary" disabled={batch.related.length > 0} loading={confirm.isPending} onClick={() => !confirm.isPending && confirm.mutate()}>
                确认支付
              </Button>
            ) : null}
            {batch.state === 'confirmed' || batch.state === 'sent' ? (
              <Button
                type={batch.state === 'confirmed' ? 'primary' : 'default'}
                disabled={batch.related.length > 0}
                loading={send.isPending}
                onClick={() => !send.isPending && send.mutate()}
              >
                {batch.state === 'confirmed' ? '下载支付文件，送银行' : '再次下载支付文件'}
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      <PolicyBar />
      <Refusal error={confirm.error ?? send.error} />
      {finance && batch.state !== 'done' && batch.state !== 'rejected' ? <Related firms={batch.related} /> : null}
      {batch.state === 'prepared' ? (
        <Alert
          type="info"
          showIcon
          title="编制和确认必须是两个人"
          description={batch.own ? '这一批是您编制的，由财政局的另一个人确认。' : '由财政局确认以后送银行。'}
        />
      ) : null}
      {batch.state === 'rejected' ? <Alert type="error" showIcon title={`${batch.confirmedByName}退回`} description={batch.reason} /> : null}
      <section className="frame-panel" aria-label="批次">
        <dl className="frame-facts">
          <dt>部门</dt>
          <dd>{name(batch.unit)}</dd>
          <dt>金额</dt>
          <dd>
            <strong>{yuanOf(batch.total)} 元</strong>，{batch.payments} 笔
          </dd>
          <dt>编制</dt>
          <dd>
            {batch.preparedByName}，{day(batch.preparedOn, session?.today)}
          </dd>
          {batch.confirmedByName && batch.state !== 'rejected' ? (
            <>
              <dt>确认</dt>
              <dd>
                {batch.confirmedByName}，{day(batch.confirmedOn, session?.today)}
              </dd>
            </>
          ) : null}
        </dl>
      </section>
      {finance && batch.state === 'sent' && batch.related.length === 0 ? <Results batch={batch} run={elevated} /> : null}
      <section className="frame-panel" aria-label="每一笔">
        <SortTable
          label="批次里的每一笔"
          rows={batch.lines}
          rowKey={l => l.number}
          sortBy="number"
          ascending
          pageSize={50}
          columns={[
            { key: 'number', title: '支付编号', value: l => l.number },
            { key: 'firm', title: '企业', value: l => l.firmName },
            { key: 'title', title: '政策', value: l => l.title, minor: true },
            { key: 'amount', title: '金额（元）', value: l => Number(l.amount), show: l => yuanOf(l.amount) },
            { key: 'account', title: '账户', value: l => `${l.bank} ${l.account}`, minor: true },
            {
              key: 'state',
              title: '结果',
              value: l => paymentStates[l.state],
              show: l => (
                <>
                  <Mark look={looks[l.state]}>{paymentStates[l.state]}</Mark> {l.state === 'returned' ? l.reason : ''}
                </>
              ),
            },
          ]}
        />
      </section>
      <Ask
        open={asking}
        title="退回部门"
        label="为什么退回（部门和企业都会看到）"
        ok="退回部门"
        danger
        busy={reject.isPending}
        error={reject.error}
        send={reason => reject.mutate(reason)}
        close={() => setAsking(false)}
      />
      {dialog}
    </Frame>
  );
}

/** The bank's file, or the same typed: looked at whole before anything is written. */
function Results({ batch, run }: { batch: Batch; run<T>(work: () => Promise<T>): Promise<T> }) {
  const refresh = useRefresh();
  const open = batch.lines.filter(l => l.state === 'sent');
  // What the bank says is never presumed: every line waits for its result.
  const linesWith = (result: string) => `${resultHead.join(',')}\n${open.map(l => `${l.number},${result},`).join('\n')}\n`;
  const [csv, setCsv] = useState(() => linesWith(''));
  /** A workbook is not shown as text: it goes as it is. */
  const [book, setBook] = useState<File | null>(null);
  const [wrong, setWrong] = useState('');
  const record = useMutation({
    mutationFn: () =>
      run(async () => api.post(`/desk/policies/batches/${batch.id}/results`, { version: batch.version, ...(book ? { file: await base64(book) } : { csv }) })),
    onSuccess: refresh,
  });
  return (
    <section className="frame-panel" aria-label="银行结果">
      <h2>登记银行结果</h2>
      <p className="frame-muted">
        选银行给的文件（.xlsx、.xls、.csv），或直接填下面的内容：付成的写“成功”，没付成的写“退回”和原因；银行还没有结果的，删掉那一行。
      </p>
      <input
        type="file"
        className="policy-file-input"
        aria-label="银行结果文件"
        accept={tableFiles}
        onChange={async e => {
          const file = e.target.files?.[0];
          record.reset();
          setBook(null);
          setWrong(file && file.size > mostBytes ? tooLarge : '');
          if (!file || file.size > mostBytes) return;
          const text = await textOf(file);
          if (text === null) setBook(file);
          else setCsv(text);
        }}
      />
      {wrong ? <Alert type="error" showIcon role="alert" title={wrong} /> : null}
      {book ? (
        <p role="status">
          登记时读“{book.name}”里的结果，逐行检查，有一处不对就全部不写入。 <Button onClick={() => setBook(null)}>改为直接填写</Button>
        </p>
      ) : (
        <Input.TextArea aria-label="银行结果" rows={Math.min(12, open.length + 2)} value={csv} onChange={e => setCsv(e.target.value)} />
      )}
      <div className="policy-tools">
        {book ? null : <Button onClick={() => setCsv(linesWith('成功'))}>全部填“成功”</Button>}
        <Button type="primary" loading={record.isPending} onClick={() => !record.isPending && record.mutate()}>
          登记结果
        </Button>
      </div>
      <Refusal error={record.error} />
    </section>
  );
}
