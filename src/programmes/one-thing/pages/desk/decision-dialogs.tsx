/** 通过 and 不予通过. 行政许可法 第三十八条: a refusal names its reason and the remedies. */
import { Alert, Form, Input } from 'antd';
import type { TaskView } from '../../task-view.ts';
import { fallsWith } from './task-actions.ts';
import { TaskDialog, type TaskMove } from './task-move.tsx';

interface Props {
  view: TaskView;
  move: TaskMove;
  open: boolean;
  onClose(): void;
}

type Licences = { attributes: Record<string, string> }[];

/** What speaks against any decision now, whatever it would be. */
function waitsFor(view: TaskView): string | undefined {
  const asked = view.task.cosigns.filter(c => c.agrees === null);
  return asked.length > 0 ? `还在等 ${asked.map(c => c.name).join('、')} 会签，会签以后才能决定。` : undefined;
}

export function ApprovalDialog({ view, move, open, onClose }: Props) {
  const { result, matter, task } = view;
  const owed = view.materials.filter(m => m.state === 'owed');
  const against = task.cosigns.find(c => c.agrees === false);
  const blocked =
    waitsFor(view) ??
    (against ? `${against.name} 会签不同意，不能通过。` : undefined) ??
    (owed.length > 0 ? `还有材料没有交：${owed.map(m => m.name).join('、')}，交齐以后才能通过。` : undefined);
  const doubts = task.checks.filter(c => c.says !== 'pass');
  return (
    <TaskDialog<{ licences?: Licences; note?: string }>
      view={view}
      move={move}
      open={open}
      title={`通过：${task.title}`}
      okText="通过"
      width={620}
      blocked={blocked}
      onClose={onClose}
      place={path =>
        path
          .replace(/^details\./, '')
          .split('.')
          .map(p => (/^\d+$/.test(p) ? Number(p) : p))
      }
      change={({ licences, note }) => ({
        path: 'decision',
        body: {
          decision: { outcome: 'approved', note: note ?? '' },
          ...(result.length > 0
            ? {
                details: {
                  // One entry a bearer, in their order; what was left empty is left out.
                  licences: result.map((_, i) => ({
                    attributes: Object.fromEntries(Object.entries(licences?.[i]?.attributes ?? {}).filter(([, v]) => v)),
                  })),
                },
              }
            : {}),
        },
        done: result.length > 0 ? `已通过，${matter.result}已制发` : '已通过',
      })}
    >
      {doubts.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={`自动检查有 ${doubts.length} 处要人工核对`}
          description={
            <ul className="task-list">
              {doubts.map(d => (
                <li key={d.check}>{d.why}</li>
              ))}
            </ul>
          }
        />
      ) : null}
      {result.length === 0 ? <p className="task-hint">结果：{matter.result}</p> : null}
      {result.map((bearer, i) => (
        <fieldset key={i} className="bearer">
          <legend>
            {matter.result} · {bearer.bearer}
          </legend>
          <dl>
            {bearer.attributes
              .filter(a => a.value !== null)
              .map(a => (
                <div key={a.id}>
                  <dt>{a.label}</dt>
                  <dd>{a.value || '—'}</dd>
                </div>
              ))}
          </dl>
          {bearer.attributes
            .filter(a => a.value === null)
            .map(a => (
              <Form.Item
                key={a.id}
                name={['licences', i, 'attributes', a.id]}
                label={a.required ? a.label : `${a.label}（选填）`}
                rules={a.required ? [{ required: true, whitespace: true, message: `请填写${a.label}` }] : []}
              >
                <Input maxLength={200} placeholder={a.label.includes('日期') ? '例如 2024-12-25' : undefined} />
              </Form.Item>
            ))}
        </fieldset>
      ))}
      <Form.Item name="note" label="审查意见（选填）">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </TaskDialog>
  );
}

/** 行政复议法 第二十条, 行政诉讼法 第四十六条. */
const usualRemedy = '对本决定不服的，可以自收到本决定之日起六十日内向中阳县人民政府申请行政复议，也可以自收到本决定之日起六个月内依法向人民法院提起行政诉讼。';

export function RefusalDialog({ view, move, open, onClose }: Props) {
  const lost = fallsWith(view);
  const need = (what: string) => [{ required: true, whitespace: true, message: `请填写${what}` }];
  return (
    <TaskDialog<{ reason: string; basis: string; remedy: string }>
      view={view}
      move={move}
      open={open}
      title={`不予通过：${view.task.title}`}
      okText="不予通过"
      danger
      width={620}
      initial={{ basis: view.matter.basis.join('；'), remedy: usualRemedy }}
      blocked={waitsFor(view)}
      onClose={onClose}
      place={path => [path.replace(/^decision\./, '')]}
      change={({ reason, basis, remedy }) => ({
        path: 'decision',
        body: { decision: { outcome: 'refused', reason, basis, remedy } },
        done: '已作出不予通过的决定，并告知申请人',
      })}
    >
      {lost.length > 0 ? (
        <Alert type="warning" showIcon title={`还有 ${lost.length} 个事项要等本事项通过，将不再办理：${lost.join('、')}`} />
      ) : (
        <p className="task-hint">只影响这个事项，这件事里的其他事项照常办理。</p>
      )}
      <Form.Item name="reason" label="理由" extra="写清楚哪一条不符合、事实是什么；申请人会原样看到" rules={need('理由')}>
        <Input.TextArea rows={3} maxLength={1000} showCount />
      </Form.Item>
      <Form.Item name="basis" label="依据" rules={need('依据')}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="remedy" label="救济途径" rules={need('救济途径')}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </TaskDialog>
  );
}
