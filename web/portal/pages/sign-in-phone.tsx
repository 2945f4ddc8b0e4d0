/** The code to the phone; where the county does not know the phone, name and identity number in place. */
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { identityFaults, readIdentityNumber, readPhone } from '#platform/validators';
import { api, Problem } from '#ui/api';
import { Banner, Button, ErrorSummary, Field } from '#ui/kit';

type Name = 'phone' | 'code' | 'name' | 'identity';
type Faults = Partial<Record<Name, string>>;
/** What the county still has to know: nothing, which of several persons, or who at all. */
type Wanted = 'code' | 'name' | 'identity';

const pause = 60;

/** Seconds until another code may be asked for. */
function useCountdown(): [number, () => void] {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until <= now) return;
    const timer = setTimeout(() => setNow(Date.now()), 500);
    return () => clearTimeout(timer);
  }, [until, now]);
  return [
    Math.max(0, Math.ceil((until - now) / 1000)),
    () => {
      setNow(Date.now());
      setUntil(Date.now() + pause * 1000);
    },
  ];
}

/** Refusals that belong to a field, though the server names none. */
const placeOf: Record<string, Name> = {
  'code-wrong': 'code',
  'code-expired': 'code',
  'code-too-soon': 'code',
  'code-too-many': 'code',
};

export function PhoneSignIn({ demo, onSignedIn }: { demo: boolean; onSignedIn(): Promise<void> }) {
  const [values, setValues] = useState<Record<Name, string>>({ phone: '', code: '', name: '', identity: '' });
  const [wanted, setWanted] = useState<Wanted>('code');
  const [faults, setFaults] = useState<Faults>({});
  const [tries, setTries] = useState(0);
  const [seconds, wait] = useCountdown();
  const code = useRef<HTMLInputElement>(null);
  const phone = readPhone(values.phone);
  const set = (name: Name, value: string) => {
    setValues(v => ({ ...v, [name]: value }));
    setFaults(({ [name]: _, ...rest }) => rest);
    // Another number may belong to somebody the county knows.
    if (name === 'phone') setWanted('code');
  };
  const wrong = (found: Faults) => {
    setFaults(found);
    setTries(n => n + 1);
  };

  const send = useMutation({
    mutationFn: () => api.post<{ phone: string; minutes: number }>('/session/code', { phone }),
    onSuccess: () => {
      wait();
      setFaults({});
      code.current?.focus();
    },
    onError: error => {
      if (!(error instanceof Problem)) return;
      if (error.code === 'code-too-soon') wait();
      const place = placeOf[error.code];
      if (place) wrong({ [place]: error.message });
      else if (error.faults.length > 0) wrong({ phone: error.faults[0]!.message });
    },
  });
  const enter = useMutation({
    mutationFn: () =>
      api.post('/session/phone', {
        phone,
        code: values.code.trim(),
        ...(wanted !== 'code' ? { name: values.name.trim() } : {}),
        ...(wanted === 'identity' ? { identity: values.identity.trim() } : {}),
      }),
    onSuccess: onSignedIn,
    onError: error => {
      if (!(error instanceof Problem)) return;
      if (error.code === 'phone-unknown' && wanted !== 'identity') return setWanted('identity');
      if (error.code === 'phone-shared' && wanted !== 'name') return setWanted('name');
      if (error.code === 'phone-shared') return wrong({ name: '登记这个手机号的人里没有这个姓名，请核对' });
      const place = placeOf[error.code];
      if (place) return wrong({ [place]: error.message });
      if (error.code !== 'person-unknown' && error.faults.length > 0) wrong(Object.fromEntries(error.faults.map(f => [f.path, f.message])));
    },
  });

  function askForCode() {
    if (!phone) return wrong({ phone: values.phone.trim() ? '手机号应为 11 位数字，请核对' : '请填写手机号' });
    send.mutate();
  }
  function submit() {
    const found: Faults = {};
    if (!phone) found.phone = values.phone.trim() ? '手机号应为 11 位数字，请核对' : '请填写手机号';
    if (!/^\d{6}$/.test(values.code.trim())) found.code = values.code.trim() ? '验证码是 6 位数字' : '请填写短信里的验证码';
    if (wanted !== 'code' && values.name.trim().length < 2) found.name = '请填写姓名';
    if (wanted === 'identity') {
      const reading = readIdentityNumber(values.identity);
      if (!reading.valid) found.identity = values.identity.trim() ? identityFaults[reading.reason] : '请填写公民身份号码';
    }
    if (Object.keys(found).length > 0) return wrong(found);
    setFaults({});
    enter.mutate();
  }

  // What belongs to no field: the line is broken, the person is not known.
  const other = [send.error, enter.error].find(
    e =>
      e &&
      !(
        e instanceof Problem &&
        (placeOf[e.code] || e.code === 'phone-unknown' || e.code === 'phone-shared' || (e.faults.length > 0 && e.code !== 'person-unknown'))
      ),
  );
  return (
    <form
      noValidate
      className="stack"
      onSubmit={event => {
        event.preventDefault();
        if (!enter.isPending && !enter.isSuccess) submit();
      }}
    >
      <ErrorSummary key={tries} faults={Object.entries(faults).map(([name, message]) => ({ id: `sign-in-${name}`, message }))} title="请修改后再登录" />
      {other ? (
        <Banner look="bad" role="alert">
          <strong>{other.message}</strong>
          {other instanceof Problem && other.detail ? <p>{other.detail}</p> : null}
        </Banner>
      ) : null}
      <Field id="sign-in-phone" label="手机号" error={faults.phone}>
        {described => (
          <input
            {...described}
            className="input"
            type="tel"
            inputMode="numeric"
            autoComplete="tel-national"
            maxLength={16}
            value={values.phone}
            onChange={e => set('phone', e.target.value)}
          />
        )}
      </Field>
      <Field id="sign-in-code" label="短信验证码" error={faults.code}>
        {described => (
          <div className="sign-in-code">
            <input
              {...described}
              ref={code}
              className="input"
              type="text"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              value={values.code}
              onChange={e => set('code', e.target.value.normalize('NFKC').replaceAll(/\D/g, ''))}
            />
            <Button look="secondary" busy={send.isPending} disabled={seconds > 0} onClick={askForCode}>
              {seconds > 0 ? `${seconds} 秒后可重发` : send.isSuccess ? '重新获取' : '获取验证码'}
            </Button>
          </div>
        )}
      </Field>
      <p role="status" className="small sign-in-sent">
        {send.data ? `验证码已发到 ${send.data.phone}，${send.data.minutes} 分钟内有效。` : ''}
        {send.data && demo ? (
          <>
            {' '}
            演示环境不真发短信，
            <a href="/development" target="_blank" rel="noreferrer">
              在这里看短信
            </a>
            。
          </>
        ) : null}
      </p>
      {wanted === 'code' ? null : (
        <Banner look="info" role="status">
          {wanted === 'name' ? '有几个人登记了这个手机号，请填写要登录的人的姓名。' : '这个手机号还没有登记。请补充姓名和公民身份号码，核对一致后就登记上。'}
        </Banner>
      )}
      {wanted === 'code' ? null : (
        <Field id="sign-in-name" label="姓名" error={faults.name}>
          {described => (
            <input
              {...described}
              className="input"
              type="text"
              autoComplete="name"
              maxLength={50}
              value={values.name}
              onChange={e => set('name', e.target.value)}
            />
          )}
        </Field>
      )}
      {wanted === 'identity' ? (
        <Field id="sign-in-identity" label="公民身份号码" hint="18 位，末位可能是 X" error={faults.identity}>
          {described => (
            <input
              {...described}
              className="input"
              type="text"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={24}
              value={values.identity}
              onChange={e => set('identity', e.target.value)}
            />
          )}
        </Field>
      ) : null}
      <Button type="submit" wide busy={enter.isPending || enter.isSuccess}>
        登录
      </Button>
      <p className="muted small">工作人员不会向您要验证码。手机号换了，请带身份证到大厅综合窗口更新。</p>
    </form>
  );
}
