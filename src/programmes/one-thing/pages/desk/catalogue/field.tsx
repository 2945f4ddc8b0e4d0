/** A label, its control, help, and beside it what is wrong: of the schema at its path, of the linter at its part. */
import { type ReactNode, useId } from 'react';
import { useEditor } from './editor-context.ts';
import { FindingList } from './findings.tsx';
import type { Spec } from './spec.ts';

interface Props {
  spec: Spec;
  path: string;
  /** Several controls under one heading. */
  group?: boolean;
  wide?: boolean;
  /** A box to tick brings its own label. */
  box?: boolean;
  children(ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true; status?: 'error' }): ReactNode;
}

export function Field({ spec, path, group, wide, box, children }: Props) {
  const id = useId();
  const { faults, findings } = useEditor();
  const mine = faults.filter(f => f.path === path);
  const found = path.includes('.') ? [] : (findings.get(spec.key) ?? []);
  const described = [spec.hint ? `${id}-hint` : '', mine.length > 0 ? `${id}-fault` : ''].filter(Boolean).join(' ');
  const label = `${spec.label}${spec.optional && !group ? '（选填）' : ''}`;
  const bad = mine.length > 0 || found.some(f => f.level === 'error');
  const inner = (
    <>
      {children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(bad ? { 'aria-invalid': true as const, status: 'error' as const } : {}),
      })}
      {spec.hint ? (
        <p id={`${id}-hint`} className="cat-hint">
          {spec.hint}
        </p>
      ) : null}
      {mine.map(f => (
        <p key={f.message} id={`${id}-fault`} className="cat-fault" role="alert">
          {f.message}
        </p>
      ))}
      {found.length > 0 ? <FindingList findings={found} /> : null}
    </>
  );
  const className = `cat-field${wide || group ? ' wide' : ''}${bad ? ' bad' : ''}`;
  return group ? (
    <fieldset className={className} data-path={path}>
      <legend>{label}</legend>
      {inner}
    </fieldset>
  ) : (
    <div className={className} data-path={path}>
      {box ? null : <label htmlFor={id}>{label}</label>}
      {inner}
    </div>
  );
}
