/** One question a page; the answers live in the address, so that a link reopens them and the browser's back works. */
import { useEffect, useRef, useState } from 'react';
import { Link, Redirect, useLocation, useParams, useSearchParams } from 'wouter';
import { Problem } from '#ui/api';
import { Banner, Button, Choices, ErrorSummary, Failed, Field, Loading, useTitle } from '#ui/kit';
import type { QuestionView, ThingView } from '../../views.ts';
import { useThing } from './data.ts';
import { answersIn, pathOf, search } from './situation.ts';
import { NoThing } from './thing.tsx';
import './questions.css';

export default function Questions() {
  const { no = '' } = useParams();
  const { data, error, refetch } = useThing(no);
  if (error instanceof Problem && (error.status === 404 || error.status === 422)) return <NoThing />;
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Asking thing={data} />;
}

/** Answers of this visit, to have them chosen already when somebody goes back and forth. Not kept anywhere else. */
const remembered = new Map<string, string>();

function Asking({ thing }: { thing: ThingView }) {
  const [params] = useSearchParams();
  const [, navigate] = useLocation();
  const path = pathOf(thing, answersIn(params));
  const { answers, asked, open } = path;
  const wanted = asked.find(q => q.id === params.get('at'));
  const question = wanted ?? open;
  if (!question) return <Redirect to={`/things/${thing.no}/notice${search(answers)}`} replace />;
  const index = asked.indexOf(question);
  const here = `/things/${thing.no}/questions`;
  const key = `${thing.no}/${question.id}`;

  function answer(value: string) {
    remembered.set(key, value);
    const given = { ...answers, [question!.id]: value };
    const next = pathOf(thing, given);
    // This page keeps its answer in the history, so that coming back finds it chosen.
    navigate(`${here}${search(next.answers, { at: question!.id })}`, { replace: true });
    navigate(next.open ? `${here}${search(next.answers, { at: next.open.id })}` : `/things/${thing.no}/notice${search(next.answers)}`);
  }

  return (
    <div className="questions">
      <nav aria-label="上一步">
        {index === 0 ? (
          <Link href={`/things/${thing.no}`} className="questions-back">
            返回“{thing.name}”
          </Link>
        ) : (
          <Link href={`${here}${search(answers, { at: asked[index - 1]!.id })}`} className="questions-back">
            上一题
          </Link>
        )}
      </nav>
      {params.has('again') ? (
        <Banner look="info" role="status">
          还差几个问题，答完就能看到您的告知单。
        </Banner>
      ) : null}
      <div className="questions-progress">
        <span>
          {thing.name} · 第 {index + 1} 题，最多 {path.most} 题
        </span>
        <progress max={path.most} value={index} aria-hidden="true" />
      </div>
      <Question key={key} question={question} chosen={answers[question.id] ?? remembered.get(key)} last={index + 1 === path.most} onAnswer={answer} />
    </div>
  );
}

function Question({ question, chosen, last, onAnswer }: { question: QuestionView; chosen: string | undefined; last: boolean; onAnswer(value: string): void }) {
  const [value, setValue] = useState(question.options.some(o => o.value === chosen) ? chosen : undefined);
  const [missing, setMissing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(missing ? `错误：${question.ask}` : question.ask);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (value) onAnswer(value);
        else setMissing(true);
      }}
    >
      <ErrorSummary faults={missing && !value ? [{ id: question.id, message: '请选择一项' }] : []} title="还没有选" />
      <Field
        id={question.id}
        group
        label={
          <h1 ref={heading} tabIndex={-1}>
            {question.ask}
          </h1>
        }
        hint={question.help}
        error={missing && !value ? '请选择一项' : undefined}
      >
        {() => <Choices name={question.id} options={question.options} value={value} onChange={setValue} />}
      </Field>
      <Button type="submit" className="questions-next">
        {last ? '看告知单' : '下一题'}
      </Button>
      <details className="questions-why">
        <summary>为什么问这个？</summary>
        <p>{question.why}</p>
        <p className="muted small">{question.sourceText ? `依据：${question.sourceText}` : '这样区分是参照一般做法整理的，主管部门还在确认。'}</p>
      </details>
    </form>
  );
}
