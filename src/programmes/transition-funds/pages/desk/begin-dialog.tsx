/** A plan begins from its printed text, or empty. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { decoded } from '#platform/tables/pure';
import { useCreate } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';
import { type Season, seasons } from '../../figures.ts';
import { type Head, HeadFields, helpAt } from './head-fields.tsx';

const titleOf = (year: number | null, season: Season) => `${year ?? ''} 年度衔接资金${seasons[season]}方案`;

export function BeginDialog({ year: thisYear, cancel }: { year: number; cancel(): void }) {
  const { message } = App.useApp();
  const [, go] = useLocation();
  const client = useQueryClient();
  const create = useCreate();
  const [head, setHead] = useState<Head>({ year: thisYear, season: 'year-end', title: titleOf(thisYear, 'year-end'), number: '' });
  // The title follows year and kind as long as it is the one proposed.
  const change = (next: Partial<Head>) =>
    setHead(was => {
      const now = { ...was, ...next };
      return was.title === titleOf(was.year, was.season) && next.title === undefined ? { ...now, title: titleOf(now.year, now.season) } : now;
    });
  const [print, setPrint] = useState('');
  const [wrongFile, setWrongFile] = useState('');
  const sending = useMutation({
    mutationFn: () => create<{ id: string; rows: number; unread: number }>('/desk/funds/plans', { ...head, print }),
    onSuccess: async ({ id, rows, unread }) => {
      await client.invalidateQueries({ queryKey: ['funds'] });
      message.success(print ? `读出 ${rows} 行${unread > 0 ? `，${unread} 段没有读出，列在方案下面` : ''}` : '已新建');
      go(`/desk/funds/plans/${id}`);
    },
  });
  const choose = async (file: File | undefined) => {
    if (!file) return;
    const read = decoded(new Uint8Array(await file.arrayBuffer()));
    setWrongFile('message' in read ? read.message : '');
    if ('text' in read) setPrint(read.text);
  };
  const fault = (path: string) => faultOf(sending.error, path);
  const told = ['year', 'title', 'number', 'print'].some(fault);
  return (
    <Modal
      open
      title="新建方案"
      okText="新建"
      cancelText="取消"
      width={680}
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={cancel}
    >
      <Form layout="vertical">
        <HeadFields id="funds" head={head} numberLabel="文号（还没有就空着）" error={sending.error} change={change} />
        <Form.Item label="从文本文件读入（.txt）" htmlFor="funds-file" validateStatus={wrongFile ? 'error' : ''} help={wrongFile || undefined}>
          <input id="funds-file" type="file" accept=".txt,text/plain" onChange={e => void choose(e.target.files?.[0])} />
        </Form.Item>
        <Form.Item
          label="或把方案的文字粘贴在这里（从空白开始就不填）"
          htmlFor="funds-print"
          extra="要有“一、整合规模”到“四、工作要求”这几部分。照原文读，对不上的只指出，不改数。"
          {...helpAt(sending.error, 'print')}
        >
          <Input.TextArea id="funds-print" rows={8} value={print} onChange={e => setPrint(e.target.value)} />
        </Form.Item>
      </Form>
      {sending.isError && !told ? <Trouble error={sending.error} /> : null}
    </Modal>
  );
}
