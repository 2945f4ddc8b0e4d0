/** Many rows are filled in as a table elsewhere: taken along with what the system knows, and read into the page again. */
import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useRef } from 'react';
import type { ReportView } from '#platform/rounds';
import { csvText, mostBytes, tableFiles, tooLarge } from '#platform/tables/pure';
import { api, base64, wordsOf } from '../api/index.ts';
import { download } from '../frame/index.ts';
import { type Column, plain } from './data.ts';
import type { Typed } from './fill.tsx';

interface Read {
  rows: Typed[];
  problems: { line: number; column: string; message: string }[];
}

const title = (c: Column) => (c.measure ? `${c.title}（${c.measure}）` : c.title);

export function FromTable({ view, path, rows, change }: { view: ReportView; path: string; rows: readonly Typed[]; change(rows: Typed[]): void }) {
  const { message } = App.useApp();
  const chosen = useRef<HTMLInputElement>(null);
  const reading = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > mostBytes) throw new Error(tooLarge);
      return api.post<Read>(`${path}/reading`, { file: await base64(file) });
    },
    onSuccess: read => {
      // What the table does not say stays as it was typed.
      const typed = new Map(rows.map(r => [r.id, r]));
      change([
        ...read.rows.map(r => ({ ...r, note: typed.get(r.id)?.note ?? r.note, values: { ...typed.get(r.id)?.values, ...r.values } })),
        ...rows.filter(r => r.id.startsWith('own-') && !read.rows.some(x => x.id === r.id)),
      ]);
      message.success(read.problems.length > 0 ? '读入了能读的，请看下面的问题' : '已读入，请核对后保存');
    },
    onError: error => message.error(wordsOf(error, error instanceof Error ? error.message : '没有读入，请再试一次')),
  });
  const take = () =>
    download(
      `${view.title}-${view.period.title}-${view.unit.name}.csv`,
      csvText(
        view.form.columns.map(title),
        rows.map(row => {
          const known = view.rows.find(r => r.id === row.id);
          return view.form.columns.map(c => row.values[c.key] ?? (known ? plain(c, known.values[c.key]) : ''));
        }),
      ),
    );
  const problems = reading.data?.problems ?? [];
  return (
    <div className="round-steps no-print">
      <Button size="small" icon={<DownloadOutlined />} onClick={take}>
        下载要填的表
      </Button>
      <Button size="small" icon={<UploadOutlined />} loading={reading.isPending} onClick={() => chosen.current?.click()}>
        读入填好的表
      </Button>
      <input
        ref={chosen}
        type="file"
        hidden
        aria-label="填好的表"
        accept={tableFiles}
        onChange={e => {
          const file = e.target.files?.[0];
          if (file) reading.mutate(file);
          // The same file, mended, can be chosen again.
          e.target.value = '';
        }}
      />
      {problems.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={`表里有 ${problems.length} 处没有读入`}
          description={problems.slice(0, 20).map(p => (
            <div key={`${p.line} ${p.column} ${p.message}`}>
              第 {p.line} 行 {p.column}：{p.message}
            </div>
          ))}
        />
      ) : null}
    </div>
  );
}
