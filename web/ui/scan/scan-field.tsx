/** One field for a scanner that types and ends with Enter, with the camera beside it. The focus stays in it, so that the next scan arrives. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button, Field } from '../kit/index.ts';
import { CameraScan } from './camera-scan.tsx';
import './scan.css';

interface Props {
  id: string;
  label: string;
  hint: ReactNode;
  /** What is wrong with what was scanned; it stays in the field, selected, so that the next scan replaces it. */
  fault?: string | undefined;
  busy?: boolean;
  action?: string;
  onScan(text: string): void;
}

export function ScanField({ id, label, hint, fault, busy = false, action = '核对', onScan }: Props) {
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const done = (scanned: string) => {
    if (busy) return;
    onScan(scanned);
    input.current?.focus();
    input.current?.select();
  };
  return (
    <form
      className="scan-field"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        done(text);
      }}
    >
      <Field id={id} label={label} hint={hint} error={fault}>
        {described => (
          <div className="scan-line">
            <input
              {...described}
              ref={input}
              className="input"
              value={text}
              autoComplete="off"
              spellCheck={false}
              maxLength={400}
              onChange={event => setText(event.target.value)}
            />
            <Button type="submit" busy={busy}>
              {action}
            </Button>
            <CameraScan
              onText={scanned => {
                setText(scanned);
                done(scanned);
              }}
            />
          </div>
        )}
      </Field>
    </form>
  );
}
