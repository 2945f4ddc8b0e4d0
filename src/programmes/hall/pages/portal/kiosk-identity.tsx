/** Who takes the number: typed on the screen's keys, scanned, or swiped; a reader types like a keyboard. */
import { useEffect, useRef, useState } from 'react';
import { type Priority, priorities } from '#platform/queues/pure';
import { Problem } from '#ui/api';
import { Button, Choices, Failed, Field } from '#ui/kit';
import { CameraScan, useDevice } from '#ui/scan';

export interface Shown {
  shown: string;
  claim?: Priority;
  /** What this machine was enrolled with; without it only a booking's number is taken. */
  device?: string;
}

interface Props {
  /** Comes with a booking: its number is asked for, and no queue. */
  booked: boolean;
  error: Error | null;
  busy: boolean;
  onShown(shown: Shown): void;
}

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'X', '0'] as const;

export function KioskIdentity({ booked, error, busy, onShown }: Props) {
  const [typed, setTyped] = useState('');
  const [claim, setClaim] = useState<Priority | ''>('');
  const [touched, setTouched] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const device = useDevice();
  const show = (shown: string) => {
    if (busy) return;
    setTouched(false);
    onShown({ shown, ...(claim ? { claim } : {}), ...(device ? { device } : {}) });
  };
  useEffect(() => input.current?.focus(), []);
  const fault = !touched && error instanceof Problem ? error.faults.find(f => f.path === 'shown')?.message : undefined;
  const change = (text: string) => {
    setTyped(text);
    setTouched(true);
  };
  return (
    <form
      className="kiosk-identity"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        show(typed);
      }}
    >
      <div className="stack">
        <Field
          id="kiosk-shown"
          label={booked ? '预约号（8 位），或身份证号' : '手机号、身份证号或预约号'}
          hint="也可以刷身份证、扫中阳码。只用来取号，不显示您的信息"
          error={fault}
        >
          {described => (
            <input
              {...described}
              ref={input}
              className="input kiosk-input"
              inputMode="none"
              autoComplete="off"
              spellCheck={false}
              maxLength={400}
              value={typed}
              onChange={event => change(event.target.value)}
            />
          )}
        </Field>
        <CameraScan
          onText={text => {
            change(text);
            show(text);
          }}
        />
        {error && !fault ? <Failed error={error} /> : null}
        {booked ? null : (
          <Field id="kiosk-claim" group label="需要优先吗？" hint="满 65 岁的刷身份证自动优先；其他的办理时看证件">
            {() => (
              <Choices
                name="claim"
                value={claim}
                onChange={v => setClaim(v as Priority | '')}
                options={[{ value: '', label: '不需要' }, ...(['old', 'disabled', 'soldier'] as const).map(value => ({ value, label: priorities[value] }))]}
              />
            )}
          </Field>
        )}
      </div>
      <div className="kiosk-pad">
        <fieldset className="kiosk-keys" aria-label="数字键">
          {keys.map(k => (
            <button key={k} type="button" onClick={() => change(typed + k)}>
              {k}
            </button>
          ))}
          <button type="button" aria-label="退格" onClick={() => change(typed.slice(0, -1))}>
            ←
          </button>
        </fieldset>
        <Button type="submit" wide className="kiosk-go" busy={busy} disabled={typed.trim() === ''}>
          取号
        </Button>
      </div>
    </form>
  );
}
