/** Everything that the linter says of the draft, by entry. */
import { Segmented } from 'antd';
import { useState } from 'react';
import type { Draft } from './draft.ts';
import { FindingList } from './findings.tsx';
import { factMessage } from './place.ts';

export function FindingsPanel({ draft }: { draft: Draft }) {
  const [level, setLevel] = useState<'all' | 'error' | 'warning'>('all');
  const count = (l: 'error' | 'warning') => draft.findings.filter(f => f.level === l).length;
  const shown = draft.findings.filter(f => level === 'all' || f.level === level);
  if (draft.findings.length === 0) return <p role="status">校验全部通过：每件事的每种情形，顺序没有环，材料都有人能提供，每项内容问且只问一次。</p>;
  return (
    <>
      <Segmented
        aria-label="看哪一类"
        value={level}
        onChange={setLevel}
        options={[
          { value: 'all', label: `全部 ${draft.findings.length}` },
          { value: 'error', label: `错误 ${count('error')}` },
          { value: 'warning', label: `提醒 ${count('warning')}` },
        ]}
      />
      <FindingList findings={shown.map(factMessage)} catalogue={draft.catalogue} links />
    </>
  );
}
