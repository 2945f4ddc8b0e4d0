/** What the linter says: what is wrong, how to mend it, in which situation. */
import { CloseCircleFilled, WarningFilled } from '@ant-design/icons';
import { Link } from 'wouter';
import type { Finding } from '../../../catalogue/finding.ts';
import type { Catalogue } from '../../../catalogue/schema.ts';
import { factWords, named } from '../../../catalogue/words.ts';
import { entryPath } from './draft.ts';

const keyOf = (f: Finding) => [f.rule, f.kind, f.id, f.message].join('|');

/** An id between quotes is followed by its name, so that an officer need not know the ids. */
function withNames(c: Catalogue | undefined, text: string): string {
  if (!c) return text;
  return text.replaceAll(/“([a-z0-9-]+)\??”/g, (whole, id: string) => {
    const name = [c.matters, c.materials, c.questions, c.licences, c.departments].map(list => named(list, id)).find(n => n !== id);
    return name ? `“${name}”（${id}）` : whole;
  });
}

interface Props {
  findings: readonly Finding[];
  /** With the draft at hand, names are shown for ids; with `links`, each leads to its entry. */
  catalogue?: Catalogue | undefined;
  links?: boolean;
}

export function FindingList({ findings, catalogue, links }: Props) {
  return (
    <ul className="cat-findings">
      {findings.map(f => (
        <li key={keyOf(f)} className={f.level}>
          {f.level === 'error' ? <CloseCircleFilled aria-hidden="true" /> : <WarningFilled aria-hidden="true" />}
          <div>
            <p>
              <span className="frame-hidden">{f.level === 'error' ? '错误：' : '提醒：'}</span>
              {links && catalogue && f.kind !== 'catalogue' ? (
                <Link href={entryPath(f.kind, f.id)}>{named(catalogue[f.kind] as { id: string; name?: string }[], f.id)}</Link>
              ) : null}
              {links ? '：' : ''}
              {withNames(catalogue, f.message)}
            </p>
            <p className="frame-muted">{withNames(catalogue, f.mend)}</p>
            {f.situation && catalogue ? <p className="frame-muted">情形：{situationInWords(catalogue, f.situation)}</p> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

export function situationInWords(c: Catalogue, facts: Readonly<Record<string, string>>): string {
  return Object.entries(facts)
    .map(([fact, value]) => {
      const { ask, options } = factWords(c, fact);
      return `${ask.replace(/[？?]$/, '')}：${options.find(o => o.value === value)?.label ?? value}`;
    })
    .join('；');
}
