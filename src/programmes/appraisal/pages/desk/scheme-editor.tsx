/** Writing a year's scheme: faults stand beside what they are about, and nothing is sent before they are gone. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, InputNumber, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { Problem, useCreate } from '#ui/api';
import { Trouble } from '#ui/frame';
import { type Scheme, type SchemeItem, schemeFaults } from '../../rules.ts';
import type { Measure } from './scheme.tsx';

/** A whole number with its label before it and its unit behind it. */
function Whole({ label, min, max, unit, value, set }: { label: string; min: number; max: number; unit: string; value: number; set(value: number): void }) {
  const id = useId();
  return (
    <span>
      <label htmlFor={id}>{label}</label>
      <InputNumber id={id} min={min} max={max} precision={0} suffix={unit} value={value} onChange={v => set(v ?? min)} />
    </span>
  );
}

export function SchemeEditor({ start, measures, year, onClose }: { start: Scheme; measures: readonly Measure[]; year: number; onClose(): void }) {
  const client = useQueryClient();
  const { modal } = App.useApp();
  const [scheme, setScheme] = useState<Scheme>(start);
  const create = useCreate();
  const changed = JSON.stringify(scheme) !== JSON.stringify(start);
  useEffect(() => {
    if (!changed) return;
    const warn = (e: BeforeUnloadEvent) => e.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [changed]);
  const change = (next: Scheme) => {
    setScheme(next);
  };
  const put = (n: number, item: Partial<SchemeItem>) => change({ ...scheme, items: scheme.items.map((i, m) => (m === n ? { ...i, ...item } : i)) });
  const send = useMutation({
    mutationFn: () => create(`/appraisal/schemes/${year}`, { scheme }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['appraisal', 'scheme', year] });
      onClose();
    },
  });
  const faults = schemeFaults(
    scheme,
    measures.map(m => m.id),
  );
  const of = (path: string) => faults.find(f => f.path === path)?.message;
  const unused = measures.filter(m => !scheme.items.some(i => i.measure === m.id));
  const sum = scheme.items.reduce((n, i) => n + i.weight, 0);
  const leave = () =>
    changed ? modal.confirm({ title: '放弃这一稿？', content: '改过的内容不会保存。', okText: '放弃', cancelText: '继续填', onOk: onClose }) : onClose();
  return (
    <section className="frame-panel" aria-label="拟定考核办法">
      <ul className="appraisal-editor">
        {scheme.items.map((item, n) => {
          const title = measures.find(m => m.id === item.measure)?.title ?? item.measure;
          const { scoring } = item;
          const fault = of(`items.${n}.scoring.none`) ?? of(`items.${n}.scoring.points`) ?? of(`items.${n}.measure`);
          return (
            <li key={item.measure}>
              <strong>{title}</strong>
              <span className="appraisal-fields">
                <InputNumber
                  aria-label={`${title}的分值`}
                  min={1}
                  max={100}
                  precision={0}
                  suffix="分"
                  value={item.weight}
                  onChange={v => put(n, { weight: v ?? 1 })}
                />
                <Select
                  aria-label={`${title}怎么计分`}
                  value={scoring.kind}
                  onChange={kind => put(n, { scoring: kind === 'each' ? { kind, points: 1 } : { kind, full: 100, none: 80 } })}
                  options={[
                    { value: 'share', label: '按比率' },
                    { value: 'each', label: '按件扣分' },
                  ]}
                />
                {scoring.kind === 'share' ? (
                  <>
                    <Whole label="满分线" min={1} max={100} unit="%" value={scoring.full} set={v => put(n, { scoring: { ...scoring, full: v } })} />
                    <Whole label="零分线" min={0} max={99} unit="%" value={scoring.none} set={v => put(n, { scoring: { ...scoring, none: v } })} />
                  </>
                ) : (
                  <Whole label="每件扣" min={1} max={100} unit="分" value={scoring.points} set={v => put(n, { scoring: { ...scoring, points: v } })} />
                )}
                <Button type="link" danger onClick={() => change({ ...scheme, items: scheme.items.filter((_, m) => m !== n) })}>
                  去掉
                </Button>
              </span>
              {fault ? (
                <span role="alert" className="appraisal-fault">
                  {fault}
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      <div className="appraisal-fields">
        {unused.length > 0 ? (
          <Select
            aria-label="加一项指标"
            placeholder="加一项指标"
            value={null}
            onChange={(measure: string | null) =>
              measure &&
              change({ ...scheme, items: [...scheme.items, { measure, weight: Math.max(1, 100 - sum), scoring: { kind: 'share', full: 100, none: 80 } }] })
            }
            options={unused.map(m => ({ value: m.id, label: m.title }))}
          />
        ) : null}
        <Whole label="少于几件不排名" min={0} max={1000} unit="件" value={scheme.smallest} set={v => change({ ...scheme, smallest: v })} />
      </div>
      <p className={sum === 100 ? 'frame-muted' : 'appraisal-fault'} role="status">
        {of('items') ?? `合计 ${sum} 分`}
      </p>
      {send.isError ? (
        send.error instanceof Problem && send.error.faults.length > 0 ? (
          <Alert type="error" showIcon role="alert" title={send.error.faults.map(f => f.message).join('；')} />
        ) : (
          <Trouble error={send.error} />
        )
      ) : null}
      <div className="appraisal-steps-row">
        <Button type="primary" disabled={faults.length > 0} loading={send.isPending} onClick={() => send.mutate()}>
          提交，等批准
        </Button>
        <Button onClick={leave}>取消</Button>
      </div>
    </section>
  );
}
