/** Trying a thing of the draft: pick answers, see what an applicant would be told. */
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { api } from '#ui/api';
import { Waits } from '#ui/frame';
import { days } from '#ui/words';
import type { Catalogue } from '../../../catalogue/schema.ts';
import { named } from '../../../catalogue/words.ts';
import type { NoticeView } from '../../../views.ts';
import type { JsonMap } from './spec.ts';

interface Tried {
  asked: { id: string; ask: string; options: { value: string; label: string }[]; answer: string | null }[];
  notice: NoticeView | null;
  broken: string | null;
}

interface Props {
  things: readonly string[];
  catalogue: Catalogue;
  unsaved?: { kind: string; id: string; body: JsonMap };
}

export function Trial({ things, catalogue, unsaved }: Props) {
  const [thing, setThing] = useState(things[0]!);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [on, setOn] = useState(false);
  const body = { thing, answers, ...(unsaved ? { unsaved } : {}) };
  const trial = useQuery({
    queryKey: ['catalogue', 'trial', JSON.stringify(body)],
    queryFn: () => api.post<Tried>('/catalogue/trial', body),
    placeholderData: last => last,
    enabled: on,
  });
  return (
    <section className="frame-panel cat-trial" aria-label="试走">
      <h2>试走{things.length === 1 ? '' : '：用它的一件事'}</h2>
      {things.length > 1 ? (
        <Select
          value={thing}
          aria-label="试走哪件事"
          options={things.map(t => ({ value: t, label: named(catalogue.things, t) }))}
          onChange={t => {
            setThing(t);
            setAnswers({});
          }}
        />
      ) : null}
      {on ? (
        <Waits of={trial} rows={4}>
          {({ asked, notice, broken }) => (
            <>
              {asked.map(q => (
                <fieldset key={q.id} className="cat-trial-question">
                  <legend>{q.ask}</legend>
                  {q.options.map(o => (
                    <Button
                      key={o.value}
                      size="small"
                      type={q.answer === o.value ? 'primary' : 'default'}
                      aria-pressed={q.answer === o.value}
                      onClick={() => setAnswers({ ...answers, [q.id]: o.value })}
                    >
                      {o.label}
                    </Button>
                  ))}
                </fieldset>
              ))}
              {broken ? (
                <p className="cat-fault" role="alert">
                  {broken}
                </p>
              ) : null}
              {notice ? <TrialNotice notice={notice} /> : null}
            </>
          )}
        </Waits>
      ) : (
        <>
          <p className="frame-muted">按申请人的回答，看草稿会告知什么（没保存的修改也算在内）。</p>
          <Button onClick={() => setOn(true)}>开始试走</Button>
        </>
      )}
    </section>
  );
}

const TrialNotice = ({ notice }: { notice: NoticeView }) => (
  <div className="cat-trial-notice" role="status">
    <p>
      <strong>{days(notice.days)}</strong>（最长的一条路：
      {notice.path.map(id => notice.matters.find(m => m.id === id)?.name ?? id).join(' → ')}），到现场 {notice.visits} 次，收费 {notice.fees} 元
    </p>
    <h3>事项（{notice.matters.length}）</h3>
    <ol>
      {notice.matters.map(m => (
        <li key={m.id}>
          {m.name}{' '}
          <small className="frame-muted">
            {[
              m.department,
              days(m.promisedDays),
              m.after.length > 0 ? `等 ${m.after.map(a => notice.matters.find(x => x.id === a)?.name ?? a).join('、')}` : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </li>
      ))}
    </ol>
    <h3>材料（{notice.materials.length}）</h3>
    <ul>
      {notice.materials.map(m => (
        <li key={m.id}>
          {m.name} {m.ways[0] === 'result' ? <small className="frame-muted">前面办好就有，不用交</small> : null}
        </li>
      ))}
    </ul>
    <h3>
      填写 {notice.comparison.together.fields} 项（分开办 {notice.comparison.separate.fields} 项）
    </h3>
  </div>
);
