/** What was before: every change with its reason, and how a version differs from the one it replaces. */
import { clockTime, SortTable, useUnits } from '#ui/frame';
import { type FieldKey, fields } from '../../plan.ts';
import type { PlanView } from '../../views.ts';

const named = (key: string) => (key in fields ? fields[key as FieldKey] : key);

/** Towns and units are kept by their id. */
function useWords(): (field: string, text: string) => string {
  const { short } = useUnits();
  return (field, text) => (([fields.town, fields.unit] as string[]).includes(named(field)) ? short(text) : text);
}

export function Differences({ view }: { view: PlanView }) {
  const words = useWords();
  return (
    <section className="frame-panel" aria-labelledby="funds-differences">
      <h2 id="funds-differences">与第 {view.older?.no} 版不同的</h2>
      <SortTable
        label="与上一版不同的"
        rows={view.differences}
        rowKey={d => `${d.id} ${d.field}`}
        sortBy=""
        first={20}
        empty="没有不同"
        columns={[
          { key: 'title', title: '项目', value: d => d.title, unsorted: true },
          { key: 'field', title: '哪一项', value: d => d.field || (d.was === null ? '新加的一行' : '去掉的一行'), unsorted: true },
          { key: 'was', title: '原来', value: d => words(d.field, d.was ?? '') || '—', unsorted: true },
          { key: 'is', title: '现在', value: d => d.is, show: d => <strong>{words(d.field, d.is ?? '') || '—'}</strong>, unsorted: true },
        ]}
      />
    </section>
  );
}

export function Changes({ view, today }: { view: PlanView; today: string }) {
  const words = useWords();
  return (
    <section className="frame-panel" aria-labelledby="funds-changes">
      <h2 id="funds-changes">改过什么</h2>
      <SortTable
        label="改过什么"
        rows={view.changes}
        rowKey={c => String(c.n)}
        sortBy=""
        first={20}
        empty="还没有改过"
        columns={[
          { key: 'at', title: '时间', value: c => c.changedAt, show: c => clockTime(c.changedAt, today), unsorted: true },
          { key: 'by', title: '谁', value: c => c.changedByName, unsorted: true },
          { key: 'title', title: '哪里', value: c => c.title, unsorted: true },
          {
            key: 'what',
            title: '从什么改成什么',
            value: () => '',
            unsorted: true,
            show: c => (
              <div className="funds-said">
                {Object.entries(c.after ?? {}).map(([key, is]) => (
                  <span key={key}>
                    {named(key)}：{c.before ? `${words(key, c.before[key] ?? '') || '（空）'} → ` : ''}
                    {words(key, is) || '（空）'}
                  </span>
                ))}
              </div>
            ),
          },
          { key: 'reason', title: '原因', value: c => c.reason, unsorted: true },
        ]}
      />
    </section>
  );
}
