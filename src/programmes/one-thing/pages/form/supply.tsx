/** What was promised for later is handed in here (容缺后补). */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, Problem } from '#ui/api';
import { Button, useToast } from '#ui/kit';
import { Refused } from '#ui/session';
import type { Answerable, CaseView } from '../../case-view.ts';
import { openTasks } from '../portal/case-words.ts';
import { asInput, GiveMaterial, type Given, isGiven } from './give-material.tsx';
import './answer.css';
import type { AnswerMaterial } from './answer-items.tsx';

interface Props {
  view: CaseView;
  materials: readonly AnswerMaterial[];
  answerable: Answerable | null;
  /** At the window: the clerk's scan of the code that opened the licences. */
  scan?: string | undefined;
}

export function Supply({ view, materials, answerable, scan }: Props) {
  const [given, setGiven] = useState<Record<string, Given | undefined>>({});
  const [toast, tell] = useToast();
  const client = useQueryClient();
  const ready = Object.entries(given).filter((e): e is [string, Given] => isGiven(e[1]));
  const supply = useMutation({
    mutationFn: () =>
      api.post(`/cases/${view.case.id}/materials`, {
        materials: Object.fromEntries(ready.map(([id, g]) => [id, asInput(g)])),
        ...(scan && ready.some(([, g]) => g.way === 'wallet') ? { scan } : {}),
      }),
    onSuccess: async () => {
      setGiven({});
      tell('已补交，部门会接着审');
      await client.invalidateQueries({ queryKey: ['case', view.case.id] });
    },
  });
  const open = openTasks(view).map(t => t.key);
  const owed = materials.filter(m => m.state === 'owed' && m.way === 'follow' && m.wantedBy.some(k => open.includes(k)));
  if (owed.length === 0) return <>{toast}</>;
  const faults = supply.error instanceof Problem ? supply.error.faults : [];
  return (
    <section className="card stack">
      <h2>还有 {owed.length} 份材料要补交</h2>
      <p className="muted">提交时约定以后补交的。没有补交，相关事项办不结。</p>
      {owed.map(m => (
        <div key={m.id} className="answer-owed">
          <GiveMaterial
            material={m}
            how={answerable?.materials[m.id]}
            given={given[m.id]}
            error={faults.find(f => f.path === `materials.${m.id}`)?.message}
            onChange={next => setGiven(all => ({ ...all, [m.id]: next }))}
          />
          <p className="muted small">用于{m.wantedBy.map(k => `“${view.tasks.find(t => t.key === k)?.title ?? ''}”`).join('')}</p>
        </div>
      ))}
      {supply.error && faults.length === 0 ? <Refused error={supply.error} /> : null}
      <p>
        <Button busy={supply.isPending} disabled={ready.length === 0} onClick={() => supply.mutate()}>
          补交{ready.length > 0 ? ` ${ready.length} 份` : ''}
        </Button>
      </p>
      {toast}
    </section>
  );
}
