/** Asking in one's own words: a plain conversation, every answer with its sources, and 12345 where nothing is known. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import { api } from '#ui/api';
import { Button, Failed, useTitle } from '#ui/kit';
import { questionLength } from '../../figures.ts';
import type { About, AnswerView } from '../../views.ts';
import { Answer } from './answer.tsx';
import { Suggestions } from './suggestions.tsx';
import { keepTurns, keptTurns, type Turn } from './turns.ts';
import './ask.css';

export default function Ask() {
  useTitle('问一问');
  const [params, setParams] = useSearchParams();
  const [turns, setTurns] = useState<Turn[]>(keptTurns);
  const [text, setText] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);
  const last = useRef<HTMLLIElement>(null);
  const asking = useMutation({
    mutationFn: async (turn: { question: string; about: About | null }) => ({ turn, answer: await api.post<AnswerView>('/ask', turn) }),
    onSuccess: ({ turn, answer }) => {
      const next = [...turns, { id: (turns.at(-1)?.id ?? 0) + 1, question: turn.question, answer }].slice(-12);
      setTurns(next);
      keepTurns(next);
      // What is typed meanwhile stays.
      setText(now => (now.trim() === turn.question ? '' : now));
    },
  });
  const about = turns.at(-1)?.answer.about ?? null;
  const put = (question: string, on: About | null = about) => {
    if (question.trim() && !asking.isPending) asking.mutate({ question: question.trim(), about: on });
  };
  const handed = params.get('q')?.trim().slice(0, questionLength) ?? '';
  const taken = useRef('');
  // A question that another page hands over is asked once; going back does not ask it again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when a question is handed over.
  useEffect(() => {
    if (handed && handed !== taken.current) {
      setParams({}, { replace: true });
      put(handed, null);
    }
    taken.current = handed;
  }, [handed]);
  const count = turns.length;
  const before = useRef(count);
  // The new answer's beginning comes to the eye and to the screen reader.
  useEffect(() => {
    if (count > before.current) {
      last.current?.scrollIntoView({ block: 'start' });
      last.current?.querySelector<HTMLElement>('[data-answer]')?.focus({ preventScroll: true });
    }
    before.current = count;
  }, [count]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    put(text);
    if (!text.trim()) input.current?.focus();
  };
  return (
    <div className="ask">
      <header>
        <h1>问一问</h1>
        <p className="muted">像跟人说话一样问就行。答复只用县里发布的内容，每段都写出处；不知道的会直说，可以转给 12345。</p>
      </header>
      {count > 0 ? (
        <ol className="ask-turns">
          {turns.map((turn, n) => (
            <li key={turn.id} ref={n === count - 1 ? last : undefined} className="ask-turn">
              <p className="ask-question">
                <span className="visually-hidden">您问：</span>
                {turn.question}
              </p>
              <Answer turn={turn} latest={n === count - 1} busy={asking.isPending} onAsk={put} />
            </li>
          ))}
        </ol>
      ) : null}
      {asking.isPending ? (
        <p className="ask-waits" role="status">
          正在查：{asking.variables.question}
        </p>
      ) : null}
      {asking.isError ? <Failed error={asking.error} again={() => asking.mutate(asking.variables)} /> : null}
      <form className="ask-form no-print" onSubmit={submit}>
        <label className="label" htmlFor="ask-text">
          {count > 0 ? '接着问' : '您想问什么？'}
        </label>
        <div className="ask-row">
          <textarea
            id="ask-text"
            ref={input}
            className="input"
            rows={2}
            maxLength={questionLength}
            enterKeyHint="send"
            placeholder={about ? '比如：要多久？在哪办？' : '比如：社保卡丢了怎么办'}
            value={text}
            onChange={event => setText(event.target.value)}
            onKeyDown={event => {
              // Enter that ends the choice of a Chinese character is not ours.
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              put(text);
            }}
            aria-describedby="ask-hint"
          />
          <Button type="submit" busy={asking.isPending}>
            提问
          </Button>
        </div>
        <p className="hint muted" id="ask-hint">
          不用写姓名、身份证号和电话。
        </p>
      </form>
      {count > 0 ? (
        <p className="row no-print">
          <Button look="plain" onClick={() => window.print()}>
            打印
          </Button>
          <Button
            look="plain"
            onClick={() => {
              setTurns([]);
              keepTurns([]);
              input.current?.focus();
            }}
          >
            清空，从头问
          </Button>
        </p>
      ) : (
        <Suggestions onAsk={q => put(q, null)} />
      )}
    </div>
  );
}
