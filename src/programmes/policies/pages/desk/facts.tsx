/** Facts of firms that the department keeps: a file with every line looked at, or one at a time. */
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { mostBytes, tableFiles, tooLarge } from '#platform/tables/pure';
import { api, base64, useCreate } from '#ui/api';
import { type Column, ExportAll, Frame, faultOf, ListTable, Mark, SearchBox, useList } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { importFacts, listFacts } from '../../firm-facts.ts';
import { factHead } from '../../forms.ts';
import { PolicyBar, Refusal, useRefresh } from './shared.tsx';

type Facts = Awaited<ReturnType<typeof listFacts.do>>;
type Row = Facts['items'][number];
const path = '/desk/policies/facts';
type Imported = Awaited<ReturnType<typeof importFacts.do>>;

const columns: Column<Row>[] = [
  {
    key: 'firm',
    title: '企业',
    value: f => f.firmName,
    show: f => (
      <>
        {f.firmName}
        <br />
        <small className="frame-muted">{f.code}</small>
      </>
    ),
  },
  { key: 'fact', title: '信息项', value: f => f.title, unsorted: true },
  { key: 'value', title: '内容', value: f => f.value, unsorted: true },
  { key: 'asOf', title: '截至', value: f => day(f.asOf) },
  {
    key: 'until',
    title: '有效期',
    value: f => f.validUntil ?? '',
    show: f => (f.expired ? <Mark look="bad">已过期</Mark> : f.validUntil ? day(f.validUntil) : '长期'),
  },
  { key: 'kept', title: '登记人', value: f => f.keptByName, minor: true },
];

export default function FactsPage() {
  const { data: session } = useSession();
  const found = useList<Facts>('policies', path, ['fact', 'expired', 'q']);
  const { list, get, change } = found;
  const mine = list.data?.mine ?? [];
  return (
    <Frame
      title="企业信息"
      actions={
        <ExportAll<Row>
          of={found}
          name="企业信息"
          columns={[
            ['企业', f => f.firmName],
            ['统一社会信用代码', f => f.code],
            ['信息项', f => f.title],
            ['内容', f => f.value],
            ['截至日期', f => f.asOf],
            ['有效期至', f => f.validUntil],
            ['登记人', f => f.keptByName],
          ]}
        />
      }
    >
      <PolicyBar />
      {list.data && mine.length === 0 ? (
        <Alert type="info" showIcon title="本部门没有要登记的企业信息" description="登记、证照和办件记录由系统自己取得。" />
      ) : null}
      {mine.length > 0 ? (
        <>
          <Import />
          <KeepOne mine={mine} today={session?.today ?? ''} />
        </>
      ) : null}
      <section className="frame-panel" aria-label="已登记的信息">
        <search className="policy-tools">
          <SearchBox label="按企业找" placeholder="企业名称或信用代码" value={get('q') ?? ''} change={q => change({ q })} />
          <Select
            aria-label="信息项"
            allowClear
            placeholder="全部信息项"
            value={get('fact')}
            onChange={fact => change({ fact: fact ?? '' })}
            options={mine.map(m => ({ value: m.id, label: m.title }))}
            popupMatchSelectWidth={false}
          />
          <Checkbox checked={get('expired') === 'yes'} onChange={e => change({ expired: e.target.checked ? 'yes' : '' })}>
            只看已过期的
          </Checkbox>
        </search>
        <ListTable label="企业信息" of={found} columns={columns} rowKey={f => f.id} sortBy="kept" nothing="还没有登记过" unit="条" />
      </section>
    </Frame>
  );
}

function Import() {
  const refresh = useRefresh();
  const [file, setFile] = useState<File | null>(null);
  const [wrong, setWrong] = useState('');
  const [onlyGood, setOnlyGood] = useState(false);
  const create = useCreate();
  const send = useMutation({
    mutationFn: async () => create<Imported>('/desk/policies/facts/files', { file: await base64(file!), onlyGood }),
    onSettled: async () => {
      await refresh();
    },
  });
  const done = send.data;
  return (
    <section className="frame-panel" aria-label="导入">
      <div className="frame-panel-head">
        <h2>导入表格</h2>
        <Button size="small" href="/api/desk/policies/facts/template" download>
          下载模板
        </Button>
      </div>
      <p className="frame-muted">Excel、WPS 的表格或 CSV 文件，列为：{factHead.join('、')}。先逐行检查；有错的行，全部不存，或者只存对的。</p>
      <div className="policy-tools">
        <input
          type="file"
          className="policy-file-input"
          aria-label="企业信息文件"
          accept={tableFiles}
          onChange={e => {
            const chosen = e.target.files?.[0] ?? null;
            send.reset();
            setWrong(chosen && chosen.size > mostBytes ? tooLarge : '');
            setFile(chosen && chosen.size > mostBytes ? null : chosen);
          }}
        />
        <Checkbox checked={onlyGood} onChange={e => setOnlyGood(e.target.checked)}>
          有错时只存对的行
        </Checkbox>
        <Button type="primary" disabled={!file} loading={send.isPending} onClick={() => !send.isPending && send.mutate()}>
          检查并导入
        </Button>
      </div>
      {wrong ? <Alert type="error" showIcon role="alert" title={wrong} /> : null}
      <Refusal error={send.error} />
      {done ? (
        <Alert
          type={done.bad.length === 0 ? 'success' : done.kept > 0 ? 'warning' : 'error'}
          showIcon
          role="status"
          title={done.kept > 0 ? `已存 ${done.kept} 条` : '没有存'}
          description={
            done.bad.length > 0 ? (
              <ul className="policy-events">
                {done.bad.map(b => (
                  <li key={`${b.line} ${b.message}`}>
                    第 {b.line} 行：{b.message}
                    <br />
                    <small>{b.text}</small>
                  </li>
                ))}
              </ul>
            ) : undefined
          }
        />
      ) : null}
    </section>
  );
}

function KeepOne({ mine, today }: { mine: Facts['mine']; today: string }) {
  const { message } = App.useApp();
  const refresh = useRefresh();
  const blank = { code: '', fact: '', value: '', asOf: today, validUntil: '' };
  const [line, setLine] = useState(blank);
  const change = (part: Partial<typeof line>) => setLine(was => ({ ...was, ...part }));
  const send = useMutation({
    mutationFn: () => api.post<{ firm: string }>('/desk/policies/facts', { ...line, validUntil: line.validUntil || null }),
    onSuccess: async ({ firm }) => {
      message.success(`已登记：${firm}`);
      setLine({ ...blank, fact: line.fact });
      await refresh();
    },
  });
  const text = (id: 'code' | 'value' | 'asOf' | 'validUntil', label: string, type = 'text') => (
    <div>
      <label className="policy-label" htmlFor={`fact-${id}`}>
        {label}
      </label>
      <Input
        id={`fact-${id}`}
        type={type}
        maxLength={60}
        value={line[id]}
        onChange={e => change({ [id]: e.target.value })}
        status={faultOf(send.error, id) ? 'error' : ''}
      />
      {faultOf(send.error, id) ? <p className="policy-wrong">{faultOf(send.error, id)}</p> : null}
    </div>
  );
  return (
    <section className="frame-panel" aria-label="登记一条">
      <h2>登记一条</h2>
      <div className="policy-form">
        {text('code', '统一社会信用代码')}
        <div>
          <label className="policy-label" htmlFor="fact-fact">
            信息项
          </label>
          <Select
            id="fact-fact"
            value={line.fact || undefined}
            onChange={fact => change({ fact })}
            options={mine.map(m => ({ value: m.id, label: m.title }))}
            popupMatchSelectWidth={false}
          />
          {faultOf(send.error, 'fact') ? <p className="policy-wrong">{faultOf(send.error, 'fact')}</p> : null}
        </div>
        {text('value', '内容')}
        {text('asOf', '截至日期', 'date')}
        {text('validUntil', '有效期至（长期不填）', 'date')}
      </div>
      <div>
        <Button loading={send.isPending} onClick={() => !send.isPending && send.mutate()}>
          登记
        </Button>
      </div>
      <Refusal error={send.error} />
    </section>
  );
}
