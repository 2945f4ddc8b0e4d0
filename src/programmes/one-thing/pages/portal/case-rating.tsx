/** Five grades (好差评); a bad one is answered. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { grades } from '#platform/supervision/pure';
import { api } from '#ui/api';
import { Banner, Button, Field } from '#ui/kit';
import { Refused } from '#ui/session';
import type { CaseView } from '../../case-view.ts';

type Grade = keyof typeof grades;
const faces: Record<Grade, string> = { 5: '★★★★★', 4: '★★★★☆', 3: '★★★☆☆', 2: '★★☆☆☆', 1: '★☆☆☆☆' };
const order: Grade[] = [5, 4, 3, 2, 1];

export function Rating({ view }: { view: CaseView }) {
  const [grade, setGrade] = useState<Grade | null>(null);
  const [comment, setComment] = useState('');
  const [missing, setMissing] = useState(false);
  const client = useQueryClient();
  const give = useMutation({
    mutationFn: () => api.post(`/cases/${view.case.id}/rating`, { grade, comment }),
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: ['case', view.case.id] }), client.invalidateQueries({ queryKey: ['cases'] })]),
  });
  if (view.rating)
    return (
      <section className="card stack-s">
        <h2>您的评价</h2>
        <p>
          <span className="case-stars" aria-hidden="true">
            {faces[view.rating.grade as Grade]}
          </span>{' '}
          {grades[view.rating.grade as Grade]}
        </p>
        {view.rating.comment ? <p>{view.rating.comment}</p> : null}
      </section>
    );
  const bad = grade !== null && grade <= 2;
  return (
    <form
      className="card stack case-rate"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        setMissing(grade === null);
        if (grade !== null && !give.isPending) give.mutate();
      }}
    >
      <h2>全部办完了，您满意吗？</h2>
      <Field id="grade" label="满意程度" group error={missing && grade === null ? '请选一个' : undefined}>
        {() => (
          <div className="case-grades">
            {order.map(g => (
              <label key={g} className="choice">
                <input type="radio" name="grade" value={g} checked={grade === g} onChange={() => setGrade(g)} />
                <span>
                  <span className="case-stars" aria-hidden="true">
                    {faces[g]}
                  </span>
                  {grades[g]}
                </span>
              </label>
            ))}
          </div>
        )}
      </Field>
      {bad ? (
        <Banner look="warn" role="status">
          <p>很抱歉没有办好。您的意见会转给牵头部门，15 个工作日内答复您，由督导员核实。</p>
        </Banner>
      ) : null}
      <Field id="comment" label={bad ? '哪里没有做好？' : '想说的话'} optional>
        {described => (
          <textarea {...described} className="input" rows={3} maxLength={1000} value={comment} onChange={event => setComment(event.target.value)} />
        )}
      </Field>
      {give.error ? <Refused error={give.error} /> : null}
      <p>
        <Button type="submit" busy={give.isPending}>
          提交评价
        </Button>
      </p>
    </form>
  );
}
