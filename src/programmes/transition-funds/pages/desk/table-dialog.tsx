/** Rows of a plan from a table: what is wrong is shown line by line, and then nothing came in. */
import { useMutation } from '@tanstack/react-query';
import { Alert, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { mostBytes, tableFiles, tooLarge } from '#platform/tables/pure';
import { base64, useCreate } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';
import { type Part, parts } from '../../plan.ts';
import { Labelled } from './field.tsx';

interface Read {
  rows: number;
  problems: { line: number; column: string; message: string }[];
}

export function TableDialog({ plan, done, cancel }: { plan: string; done(rows: number): void; cancel(): void }) {
  const create = useCreate();
  const [file, choose] = useState<File>();
  const [part, setPart] = useState<Part>('new');
  const [why, setWhy] = useState('');
  const sending = useMutation({
    mutationFn: async () => {
      if (file && file.size > mostBytes) throw new Error(tooLarge);
      return create<Read>(`/desk/funds/plans/${plan}/tables`, { part, why, file: file ? await base64(file) : '' });
    },
    onSuccess: read => {
      if (read.problems.length === 0) done(read.rows);
    },
  });
  const { error } = sending;
  const told = ['file', 'why'].some(p => faultOf(error, p));
  const problems = sending.data?.problems ?? [];
  return (
    <Modal
      open
      title="从表读入各行"
      okText="读入"
      cancelText="取消"
      width={640}
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={cancel}
    >
      <p className="frame-muted">附件明细表的样式、从这里导出的样式都可以。建设性质、地点、受益对象这些栏看项目库，不从这里读；合计行不算项目。</p>
      <Form layout="vertical">
        <Labelled error={error} path="file" id="table-file" label="表格（.xlsx、.xls、.csv）" required>
          <input id="table-file" type="file" accept={tableFiles} onChange={e => choose(e.target.files?.[0])} />
        </Labelled>
        <Labelled error={error} path="part" id="table-part" label="表里没有写“部分”的，算作">
          <Select id="table-part" value={part} onChange={setPart} options={Object.entries(parts).map(([value, label]) => ({ value, label }))} />
        </Labelled>
        <Labelled error={error} path="why" id="table-why" label="为什么加" required>
          <Input id="table-why" value={why} maxLength={300} onChange={e => setWhy(e.target.value)} />
        </Labelled>
      </Form>
      {problems.length > 0 ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={`有 ${problems.length} 处要改，一行也没有写入`}
          description={problems.slice(0, 30).map(p => (
            <div key={`${p.line} ${p.column} ${p.message}`}>
              {p.line > 0 ? `第 ${p.line} 行 ${p.column}：` : ''}
              {p.message}
            </div>
          ))}
        />
      ) : null}
      {sending.isError && !told ? <Trouble error={error} /> : null}
    </Modal>
  );
}
