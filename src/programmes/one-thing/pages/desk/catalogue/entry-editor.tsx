/** Typing, checking while typing, saving on the version that was read; what is typed survives refusals and conflicts. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { api, type Fault, Problem } from '#ui/api';
import { Trouble } from '#ui/frame';
import type { Finding } from '../../../catalogue/finding.ts';
import type { EntryKind } from '../../../catalogue/schema.ts';
import { kindNames, named } from '../../../catalogue/words.ts';
import { placeInWords } from './change-words.ts';
import { type Draft, editOf, useDraftChanged } from './draft.ts';
import { EditorContext, likelyFirst } from './editor-context.ts';
import { RemoveButton } from './entry-remove.tsx';
import { EntrySide } from './entry-side.tsx';
import { UndoButton } from './entry-undo.tsx';
import { FindingList } from './findings.tsx';
import { keep, readKept, useLeaveGuard } from './leave-guard.ts';
import { Parts } from './parts.tsx';
import { beside, factMessage, partOf } from './place.ts';
import type { JsonMap } from './spec.ts';
import { sectionsOf } from './specs.ts';

interface Props {
  kind: EntryKind;
  id: string;
  draft: Draft;
  /** As the draft has it; none: it is new. */
  stored: JsonMap | null;
  start: JsonMap;
}

/** Asks the server a moment after the last key. */
function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

export function EntryEditor({ kind, id, draft, stored, start }: Props) {
  const { message } = App.useApp();
  const [, go] = useLocation();
  const changed = useDraftChanged();
  const key = `${kind}/${id}`;
  const edit = editOf(draft, kind, id);
  const [kept] = useState(() => readKept(key));
  const [body, setBody] = useState<JsonMap>(kept?.body ?? start);
  /** Version of the waiting edit on which was typed. */
  const [version, setVersion] = useState(kept?.version ?? edit?.version ?? 0);
  /** What the server has; to be typed on. */
  const [base, setBase] = useState<JsonMap | null>(stored);
  const text = JSON.stringify(body);
  const dirty = text !== JSON.stringify(base);
  useEffect(() => keep(key, dirty ? { body, version } : null), [key, dirty, body, version]);
  const forget = useCallback(() => keep(key, null), [key]);
  useLeaveGuard(dirty && (base !== null || text !== JSON.stringify(start)), forget);

  const asked = useSettled(text, 500);
  const check = useQuery({
    queryKey: ['catalogue', 'check', key, asked, draft.version],
    queryFn: ({ signal: _ }) => api.post<{ faults: Fault[]; findings: Finding[] }>('/catalogue/check', { kind, id, body: JSON.parse(asked) }),
    enabled: dirty,
    placeholderData: last => last,
  });
  const [refused, setRefused] = useState<readonly Fault[]>([]);
  const save = useMutation({
    /** `over`: on whatever version the draft has by now, in place of the one that was typed on. */
    mutationFn: async ({ over }: { over: boolean }) => {
      const on = over ? (editOf(await api.get<Draft>('/catalogue/draft'), kind, id)?.version ?? 0) : version;
      return api.put<{ version: number }>(`/catalogue/draft/${kind}/${id}`, { body, version: on });
    },
    onSuccess: async saved => {
      setRefused([]);
      setVersion(saved.version);
      setBase(body);
      keep(key, null);
      void message.success('已保存到草稿，发布以后才生效');
      await changed();
      go(`/desk/catalogue/${kind}/${id}`, { replace: true });
    },
    onError: error => {
      if (error instanceof Problem && error.status === 422) setRefused(error.faults);
    },
  });
  const now = dirty && check.data && check.data.faults.length === 0 ? check.data.findings : draft.findings;
  const { own, others } = useMemo(() => beside(kind, id, now.map(factMessage), draft.findings), [kind, id, now, draft.findings]);
  const placed = new Map<string, Finding[]>();
  const sections = sectionsOf(kind);
  const keys = new Set(sections.flatMap(s => s.specs.map(p => p.key)));
  const loose: Finding[] = [];
  for (const f of own) {
    const part = partOf(f);
    if (part && keys.has(part)) placed.set(part, [...(placed.get(part) ?? []), f]);
    else loose.push(f);
  }
  // What the server refused stands until the next save; while typing, only what is no longer right is taken away.
  const faults = check.data && dirty ? refused.filter(r => check.data?.faults.some(f => f.path === r.path)) : refused;
  const conflict = save.error instanceof Problem && save.error.status === 409 ? save.error : null;
  const behind = !dirty && (edit?.version ?? 0) !== version;
  const takeTheirs = () => {
    setBody(stored ?? start);
    setBase(stored);
    setVersion(edit?.version ?? 0);
    save.reset();
    setRefused([]);
  };
  // Somebody else saved or published, and nothing is typed here: what is shown follows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the draft moved on
  useEffect(() => {
    if (behind && !save.isPending) takeTheirs();
  }, [behind]);
  return (
    <EditorContext value={{ catalogue: draft.catalogue, questions: likelyFirst(draft.catalogue, body), faults, findings: placed }}>
      {kept && dirty ? <Alert type="info" showIcon title="恢复了上次没有保存的内容" action={<Button onClick={takeTheirs}>不要了，用草稿里的</Button>} /> : null}
      {conflict ? (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={`没有保存：${conflict.detail || conflict.message}`}
          description="您改的内容还在这里。"
          action={
            <>
              <Button onClick={() => void changed().then(takeTheirs)}>用对方的，放弃我的</Button>{' '}
              <Button onClick={() => save.mutate({ over: true })}>以我的为准，保存</Button>
            </>
          }
        />
      ) : save.error && refused.length === 0 ? (
        <Trouble error={save.error} />
      ) : null}
      {faults.length > 0 ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title="没有保存：有内容需要修改"
          description={
            <ul>
              {faults.map(f => (
                <li key={f.path + f.message}>
                  {placeInWords(draft.catalogue, kind, f.path)}：{f.message}
                </li>
              ))}
            </ul>
          }
        />
      ) : null}
      {loose.length > 0 ? <FindingList findings={loose} catalogue={draft.catalogue} /> : null}
      <div className="cat-entry">
        <form
          className="cat-form"
          onSubmit={e => {
            e.preventDefault();
            if (!save.isPending) save.mutate({ over: false });
          }}
        >
          {sections.map(s => (
            <section key={s.title} className="frame-panel" aria-label={s.title}>
              <h2>{s.title}</h2>
              <Parts specs={s.specs} value={body} path="" onChange={setBody} />
            </section>
          ))}
          <div className="cat-bar">
            <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!dirty}>
              保存到草稿
            </Button>
            {dirty && base ? <Button onClick={takeTheirs}>恢复成草稿里的</Button> : null}
            <span role="status" className="frame-muted">
              {dirty ? (check.isFetching || asked !== text ? '正在校验…' : '有没保存的修改') : '没有未保存的修改'}
            </span>
            <span className="cat-bar-end">
              {edit ? (
                <UndoButton
                  edit={edit}
                  name={named(draft.catalogue[kind] as { id: string; name?: string }[], id)}
                  onDone={() => {
                    keep(key, null);
                    setBody(base ?? start);
                  }}
                />
              ) : null}
              {base ? <RemoveButton kind={kind} id={id} catalogue={draft.catalogue} version={version} what={kindNames[kind]} /> : null}
            </span>
          </div>
        </form>
        <EntrySide kind={kind} id={id} draft={draft} body={body} dirty={dirty} others={others} />
      </div>
    </EditorContext>
  );
}
