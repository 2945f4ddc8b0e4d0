/** Five grades for an answer (好差评); a bad one is worked on again. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DutyView } from '#platform/supervision';
import { grades, isBad } from '#platform/supervision/pure';
import { api } from '#ui/api';
import { Banner, Button, Choices, Field } from '#ui/kit';
import { Refused } from '#ui/session';

const order = [5, 4, 3, 2, 1] as const;

export function RateAnswer({ duty, done }: { duty: DutyView; done(): Promise<unknown> }) {
  const [grade, setGrade] = useState<number | null>(null);
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const give = useMutation({
    mutationFn: () => api.post(`/duties/${duty.id}/rating`, { version: duty.version, grade, comment: comment.trim() }),
    onSuccess: done,
  });
  const bad = grade !== null && isBad(grade);
  return (
    <form
      className="card stack"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        setTried(true);
        if (grade !== null && !give.isPending) give.mutate();
      }}
    >
      <h2>这个答复您满意吗？</h2>
      <Field id="asked-grade" label="满意程度" group error={tried && grade === null ? '请选一个' : undefined}>
        {() => (
          <Choices
            name="grade"
            options={order.map(g => ({ value: String(g), label: grades[g] }))}
            value={grade === null ? undefined : String(grade)}
            onChange={value => setGrade(Number(value))}
          />
        )}
      </Field>
      {bad ? (
        <Banner look="warn" role="status">
          <p>{duty.state === 'answered' ? '很抱歉。会退回部门重新办理，期限重新计算。' : '很抱歉。您的意见会转给部门整改，15 个工作日内答复您。'}</p>
        </Banner>
      ) : null}
      <Field id="asked-comment" label={bad ? '哪里没有办好？' : '想说的话'} optional>
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
