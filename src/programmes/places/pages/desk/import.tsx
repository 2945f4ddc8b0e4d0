/** Places from a spreadsheet: looked at first, with every wrong cell, then brought in whole. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { mostBytes, tableFiles, tooLarge } from '#platform/tables/pure';
import { api, base64 } from '#ui/api';
import { type Column, download, Frame, SortTable, Trouble } from '#ui/frame';

interface Outcome {
  added: number;
  changed: number;
  same: number;
  faults: { line: number; column: string; message: string }[];
}

const columns: Column<Outcome['faults'][number] & { n: number }>[] = [
  { key: 'line', title: '第几行', value: f => f.line },
  { key: 'column', title: '列', value: f => f.column },
  { key: 'message', title: '哪里不对', value: f => f.message },
];

export default function ImportPlaces() {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [file, setFile] = useState<File | null>(null);
  const [wrong, setWrong] = useState('');
  const send = (apply: boolean) => async (chosen: File) => api.post<Outcome>('/desk/places/import', { file: await base64(chosen), apply });
  const check = useMutation({ mutationFn: send(false) });
  const apply = useMutation({
    mutationFn: send(true),
    onSuccess: async r => {
      await client.invalidateQueries({ queryKey: ['desk-places'] });
      message.success(`已导入：新增 ${r.added} 个，修改 ${r.changed} 个`);
      go('/desk/places');
    },
  });
  const marked = useMutation({
    mutationFn: async (chosen: File) => {
      const { name, blob } = await api.file('/desk/places/import/marked', { file: await base64(chosen) });
      download(name, blob);
    },
  });
  const take = (chosen: File | undefined) => {
    check.reset();
    apply.reset();
    marked.reset();
    setFile(null);
    setWrong('');
    if (!chosen) return;
    if (chosen.size > mostBytes) return setWrong(tooLarge);
    setFile(chosen);
    check.mutate(chosen);
  };
  const seen = check.data;
  return (
    <Frame title="导入办事点" back={{ to: '/desk/places', title: '办事点' }}>
      <section className="frame-panel">
        <p>先在“办事点”页点“导出供修改”，照着改：编号留空是新增，有编号是修改。有一处错误就整份不写入。</p>
        <p>
          <label>
            选择表格（.xlsx、.xls、.csv） <input type="file" accept={tableFiles} onChange={e => take(e.target.files?.[0])} />
          </label>
        </p>
        {wrong ? <Alert type="error" showIcon role="alert" title={wrong} /> : null}
        {check.isPending ? <p role="status">正在检查…</p> : null}
        {check.isError ? <Trouble error={check.error} /> : null}
        {apply.isError ? <Trouble error={apply.error} /> : null}
        {seen && file ? (
          <>
            <Alert
              type={seen.faults.length > 0 ? 'warning' : 'success'}
              showIcon
              role="status"
              title={seen.faults.length > 0 ? `“${file.name}”有 ${seen.faults.length} 处要改` : `“${file.name}”没有错误`}
              description={`新增 ${seen.added} 个，修改 ${seen.changed} 个，没有变化 ${seen.same} 个`}
            />
            {seen.faults.length > 0 ? (
              <p>
                <Button loading={marked.isPending} onClick={() => !marked.isPending && marked.mutate(file)}>
                  下载标出错误的表格
                </Button>
              </p>
            ) : null}
            {marked.isError ? <Trouble error={marked.error} /> : null}
            {seen.faults.length > 0 ? (
              <SortTable
                label="错误"
                rows={seen.faults.map((f, n) => ({ ...f, n }))}
                columns={columns}
                rowKey={f => String(f.n)}
                sortBy="line"
                ascending
                pageSize={20}
              />
            ) : (
              <p>
                <Button
                  type="primary"
                  loading={apply.isPending}
                  disabled={seen.added + seen.changed === 0}
                  onClick={() => !apply.isPending && apply.mutate(file)}
                >
                  导入 {seen.added + seen.changed} 个办事点
                </Button>
              </p>
            )}
          </>
        ) : null}
      </section>
    </Frame>
  );
}
