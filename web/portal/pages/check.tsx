/** Anybody with a licence in hand can see whether it is real and valid. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { spaced } from '#platform/licences/pure';
import { api, Problem } from '#ui/api';
import { Banner, Button, ErrorSummary, Failed, Field, Loading, useTitle } from '#ui/kit';
import { CheckDocument } from './check-document.tsx';
import { type Checked, Found } from './check-found.tsx';
import { faultIn, plainNumber } from './check-number.ts';
import './check.css';

export default function Check() {
  const { number: given = '' } = useParams();
  const [, navigate] = useLocation();
  const asked = plainNumber(given);
  const [text, setText] = useState(given ? spaced(asked) : '');
  const [fault, setFault] = useState<string | null>(given ? faultIn(asked) : null);
  const [tries, setTries] = useState(0);
  useTitle('证照查验');
  useEffect(() => {
    if (!given) return;
    setText(spaced(plainNumber(given)));
    setFault(faultIn(plainNumber(given)));
  }, [given]);
  // The answer belongs to the number in the box: while another one is typed it is not shown.
  const right = given !== '' && faultIn(asked) === null && plainNumber(text) === asked;
  return (
    <div className="check">
      <h1>证照查验</h1>
      <p className="check-lead">对方拿出的电子证照或打印件是不是真的、还有没有效，输入编号就知道。不用登录。</p>
      <form
        noValidate
        className="card"
        onSubmit={event => {
          event.preventDefault();
          const number = plainNumber(text);
          const found = faultIn(number);
          setFault(found);
          if (found) setTries(n => n + 1);
          else navigate(`/check/${number}`);
        }}
      >
        {tries > 0 ? <ErrorSummary key={tries} faults={fault ? [{ id: 'check-number', message: fault }] : []} title="编号不对" /> : null}
        <Field id="check-number" label="证照编号" hint="印在证照上，共 23 位，由数字和大写字母组成；空格不用管" error={fault ?? undefined}>
          {described => (
            <input
              {...described}
              className="input check-input"
              type="text"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={60}
              value={text}
              onChange={event => {
                setText(event.target.value);
                setFault(null);
              }}
            />
          )}
        </Field>
        <Button type="submit" className="check-go">
          查验
        </Button>
      </form>
      {right ? <Result number={asked} /> : null}
      <CheckDocument />
    </div>
  );
}

function Result({ number }: { number: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['licence-check', number],
    queryFn: () => api.get<Checked>(`/licence-checks/${number}`),
    staleTime: 0,
  });
  const box = useRef<HTMLElement>(null);
  // The answer takes the focus: those who cannot see it hear it.
  useEffect(() => {
    if (data || error) box.current?.focus({ preventScroll: true });
  }, [data, error]);
  return (
    <section ref={box} tabIndex={-1} className="check-result" aria-label="查验结果">
      {error instanceof Problem && error.status === 404 ? (
        <Banner look="bad">
          <p>
            <strong>没有这个编号的证照</strong>
          </p>
          <p>编号的写法是对的，但本县没有发过这样一张证照。请和证照上的编号再核对一遍；核对无误的，这张证照可能是假的，请打 12345 反映。</p>
        </Banner>
      ) : error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : data ? (
        <Found licence={data} />
      ) : (
        <Loading what="正在查验…" />
      )}
    </section>
  );
}
