/** One department's sheet of a result; its head objects here, to an item or to a single line. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Empty, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useParams } from 'wouter';
import { query, useCreate } from '#ui/api';
import { Frame, faultOf, Trouble, Waits } from '#ui/frame';
import { RunMark, RunObjections } from '#ui/runs';
import { hasRole, useSession } from '#ui/session';
import { answerTo, runOf } from './run.tsx';
import { type Line, PrintButton, ScoreSheet } from './score-sheet.tsx';
import type { ScoreColumn } from './score-table.tsx';
import './appraisal.css';

export default function RunUnitPage() {
  const { id = '', unit = '' } = useParams<{ id: string; unit: string }>();
  const { data: session } = useSession();
  const data = useQuery(runOf(id));
  const [about, setAbout] = useState<{ column: ScoreColumn; line?: Line } | null>(null);
  const view = data.data;
  const row = view?.rows.find(r => r.key === unit);
  const mine = session?.roles.some(r => r.role === 'unit-head' && r.unit === unit) ?? false;
  const open = view?.run.state === 'posted' && (view.run.objectionsUntil ?? '') >= (session?.today ?? '');
  const waiting = (column: string, line?: string) =>
    view?.objections.some(o => o.state === 'open' && o.row === unit && o.column === column && o.line === (line ?? null));
  return (
    <Frame
      title={row && view ? `${row.title}：${view.run.title}` : '部门得分'}
      back={{ to: `/desk/appraisal/runs/${id}`, title: '这次的结果' }}
      note={view ? <RunMark run={view.run} /> : null}
      actions={<PrintButton />}
    >
      <Waits of={data}>
        {view =>
          row && session ? (
            <>
              <ScoreSheet
                row={row}
                columns={view.columns}
                today={session.today}
                lines={(column, page) => `/runs/${id}/lines${query({ row: unit, column, page })}`}
                steps={
                  mine && open
                    ? (column, line) =>
                        waiting(column.id, line?.key) ? (
                          <span className="frame-muted">已提异议，等督导员答复</span>
                        ) : (
                          <Button size="small" className="appraisal-object no-print" onClick={() => setAbout(line ? { column, line } : { column })}>
                            {line ? '对这一件提异议' : '对这一项提异议'}
                          </Button>
                        )
                    : undefined
                }
              />
              <RunObjections
                objections={view.objections.filter(o => o.row === unit)}
                columns={view.columns}
                today={session.today}
                answerTo={hasRole(session, 'supervisor') ? answerTo : undefined}
                stale={['appraisal']}
              />
            </>
          ) : (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="这次的结果里没有这个部门，或您无权查看" />
          )
        }
      </Waits>
      {about ? <ObjectDialog runId={id} unit={unit} about={about} onClose={() => setAbout(null)} /> : null}
    </Frame>
  );
}

const least = 10;

function ObjectDialog({ runId, unit, about, onClose }: { runId: string; unit: string; about: { column: ScoreColumn; line?: Line }; onClose(): void }) {
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const create = useCreate();
  const send = useMutation({
    mutationFn: () => create(`/appraisal/runs/${runId}/objections`, { unit, column: about.column.id, text, ...(about.line ? { line: about.line.key } : {}) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['appraisal', 'run', runId] });
      onClose();
    },
  });
  const fault = faultOf(send.error, 'text') ?? (asked && text.trim().length < least ? `请至少写 ${least} 个字，说明哪里不对、依据是什么` : undefined);
  const submit = () => {
    setAsked(true);
    if (text.trim().length >= least && !send.isPending) send.mutate();
  };
  return (
    <Modal open title="提异议" okText="提交异议" cancelText="取消" onOk={submit} confirmLoading={send.isPending} onCancel={onClose}>
      <Form layout="vertical" onFinish={submit}>
        <p>
          {about.column.title}
          {about.line ? `：${about.line.title}` : ''}
        </p>
        <Form.Item label="哪里不对，依据是什么" htmlFor="objection-text" required validateStatus={fault ? 'error' : ''} help={fault}>
          <Input.TextArea
            id="objection-text"
            rows={5}
            maxLength={2000}
            showCount
            value={text}
            onChange={e => setText(e.target.value)}
            aria-invalid={fault ? true : undefined}
          />
        </Form.Item>
        {send.isError && !faultOf(send.error, 'text') ? <Trouble error={send.error} /> : null}
      </Form>
    </Modal>
  );
}
