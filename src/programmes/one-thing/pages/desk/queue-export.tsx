/** The list as it is filtered now, all its pages, as a table for a spreadsheet. Leaves the system, so it asks who exports. */

import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Modal, Progress } from 'antd';
import { useRef, useState } from 'react';
import type { QueueRow } from '#platform/cases';
import { api, Problem } from '#ui/api';
import { adviceNames, csvText, download, lightNames, NotElevated, useElevation, type useUnits } from '#ui/frame';
import { type Filter, filterText, firstPage } from './queue-filter.ts';
import { stateName } from './queue-table.tsx';

const head = [
  '灯',
  '编号',
  '申请人',
  '一件事',
  '事项',
  '部门',
  '乡镇',
  '收件日期',
  '到期日期',
  '剩余工作日',
  '状态',
  '检查',
  '经办人',
  '办结日期',
  '结果',
  '是否超期',
  '补正次数',
];

interface Page {
  items: QueueRow[];
  total: number;
  more: boolean;
  next: string | null;
}

export function QueueExport({ filter, units, today }: { filter: Filter; units: ReturnType<typeof useUnits>; today: string }) {
  const { message } = App.useApp();
  const { dialog, ensure } = useElevation();
  const [progress, setProgress] = useState<{ done: number; of?: number } | null>(null);
  const stop = useRef<AbortController>(null);
  const line = (r: QueueRow) => [
    lightNames[r.light],
    r.number,
    r.principalName,
    r.caseTitle,
    r.title,
    units.name(r.unit),
    r.town ? units.town(r.town) : '',
    r.filedOn,
    r.dueOn,
    r.daysLeft,
    stateName(r.state),
    r.advice ? adviceNames[r.advice] : '',
    r.assigneeName,
    r.closedOn,
    r.outcome === 'approved' ? '通过' : r.outcome === 'refused' ? '不予通过' : '',
    r.late === null ? '' : r.late ? '是' : '否',
    r.corrections,
  ];
  const run = async () => {
    const control = new AbortController();
    stop.current = control;
    try {
      await ensure();
      // A row whose day changes while we read may come again: each is taken once.
      const rows = new Map<string, QueueRow>();
      setProgress({ done: 0 });
      for (let at: Filter | null = firstPage; at; ) {
        const got: Page = await api.get(`/desk/tasks${filterText({ ...filter, ...at })}`, control.signal);
        for (const r of got.items) rows.set(r.id, r);
        setProgress({ done: rows.size, ...(got.more ? {} : { of: got.total }) });
        at = got.next === null ? null : { ...firstPage, after: got.next };
      }
      download(`事项清单-${today}.csv`, csvText(head, [...rows.values()].map(line)));
      void message.success(`已导出 ${rows.size} 行`);
    } catch (error) {
      if (error instanceof NotElevated || control.signal.aborted) return;
      void message.error(error instanceof Problem ? `没有导出：${error.message}` : '没有导出，请再试一次');
    } finally {
      setProgress(null);
    }
  };
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => void run()} disabled={progress !== null}>
        导出
      </Button>
      {dialog}
      <Modal open={progress !== null} title="正在导出" closable={false} footer={<Button onClick={() => stop.current?.abort()}>停止</Button>} width={380}>
        <Progress percent={progress?.of ? Math.floor((progress.done / progress.of) * 100) : 0} aria-label="导出进度" />
        <p role="status">{progress?.of ? `${progress.done} / ${progress.of} 行` : progress?.done ? `已读取 ${progress.done} 行` : '正在读取…'}</p>
      </Modal>
    </>
  );
}
