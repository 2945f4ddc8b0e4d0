/** Anybody with a licence in hand can see whether it is real and valid. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { api, Problem } from '#ui/api';
import { Banner, Button, ErrorSummary, Failed, Field, Loading, useTitle } from '#ui/kit';
import { day } from '#ui/words';
import { faultIn, plainNumber, spaced } from './check-number.ts';
import './check.css';

interface Checked {
  number: string;
  typeName: string;
  bearer: string;
  issuer: string;
  issuedOn: string;
  validUntil: string | null;
  state: string;
}

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

// Drawn, because not every font has them.
const tick = 'M14 25l7 7 14-15';
const cross = 'M17 17l14 14M31 17l-14 14';
const mark = 'M24 13v14M24 34v.5';

const states: Record<string, { look: 'good' | 'warn' | 'bad'; sign: string; title: string; meaning: string }> = {
  valid: { look: 'good', sign: tick, title: '有效', meaning: '本县发的证照，今天有效。' },
  expired: { look: 'bad', sign: cross, title: '已过期', meaning: '是本县发的证照，但有效期已经过了。' },
  suspended: { look: 'warn', sign: mark, title: '已暂停使用', meaning: '发证部门暂停了这张证照，恢复前不能使用。' },
  revoked: { look: 'bad', sign: cross, title: '已注销或吊销', meaning: '这张证照已经作废，不能使用。' },
  replaced: { look: 'warn', sign: mark, title: '已换发新证', meaning: '持证人已经换了新证，请对方出示新的一张。' },
};

function Found({ licence }: { licence: Checked }) {
  const state = states[licence.state] ?? {
    look: 'warn' as const,
    sign: mark,
    title: '状态不明',
    meaning: '请向发证部门核实。',
  };
  return (
    <div className={`check-card check-${state.look}`}>
      <div className="check-state">
        <svg className="check-sign" viewBox="0 0 48 48" aria-hidden="true">
          <path d={state.sign} />
        </svg>
        <div>
          <h2>{state.title}</h2>
          <p>{state.meaning}</p>
        </div>
      </div>
      <dl>
        <Row name="证照">{licence.typeName}</Row>
        <Row name="持证人">
          {licence.bearer}
          <span className="muted small">（为保护隐私，姓名不全显示）</span>
        </Row>
        <Row name="发证部门">{licence.issuer}</Row>
        <Row name="发证日期">{day(licence.issuedOn)}</Row>
        <Row name="有效期">{licence.validUntil ? `到${day(licence.validUntil)}` : '长期'}</Row>
        <Row name="编号">
          <span className="check-number">{spaced(licence.number)}</span>
        </Row>
      </dl>
      <p className="muted small">请核对证照上的名称和持证人与这里一致。</p>
    </div>
  );
}

const Row = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
