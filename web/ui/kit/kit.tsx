/** The few parts that every page is made of: native controls, plain markup, everything reachable by keyboard. */
import { type ButtonHTMLAttributes, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Problem } from '../api/index.ts';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { look?: 'primary' | 'secondary' | 'danger' | 'plain'; busy?: boolean; wide?: boolean };

/** A busy button keeps its place and says so; it cannot be pressed twice. */
export function Button({ look = 'primary', busy, wide, className = '', children, onClick, type = 'button', disabled, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`button ${look}${wide ? ' wide' : ''} ${className}`}
      aria-disabled={busy || disabled || undefined}
      onClick={event => {
        if (busy || disabled) return event.preventDefault();
        onClick?.(event);
      }}
    >
      {busy ? '请稍候…' : children}
    </button>
  );
}

const looks = { info: '提示', good: '成功', warn: '注意', bad: '有问题' } as const;

export function Banner({ look = 'info', children, role }: { look?: keyof typeof looks; children: ReactNode; role?: 'status' | 'alert' }) {
  return (
    <div className={`banner ${look}`} role={role}>
      <div>
        <span className="visually-hidden">{looks[look]}：</span>
        {children}
      </div>
    </div>
  );
}

export const Tag = ({ look, children }: { look?: 'good' | 'warn' | 'bad' | 'brand'; children: ReactNode }) => (
  <span className={`tag ${look ?? ''}`}>{children}</span>
);

export const Loading = ({ what = '正在载入…' }: { what?: string }) => (
  <div className="loading" role="status">
    <div className="spinner" aria-hidden="true" />
    {what}
  </div>
);

export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className="empty stack-s">
    <p>{title}</p>
    {children}
  </div>
);

/** What went wrong, for the reader, with a way to try again. */
export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  const problem = error instanceof Problem ? error : null;
  return (
    <Banner look="bad" role="alert">
      <p>
        <strong>{problem?.message ?? '出了点问题'}</strong>
      </p>
      {problem?.detail ? <p>{problem.detail}</p> : null}
      {again ? (
        <p>
          <Button look="plain" onClick={again}>
            再试一次
          </Button>
        </p>
      ) : null}
    </Banner>
  );
}

export interface ShownFault {
  /** Id of the control that the link jumps to. */
  id: string;
  message: string;
}

/** Every fault of the page at its top, each linked to its field; takes the focus when it appears. */
export function ErrorSummary({ faults, title = '有内容需要修改' }: { faults: readonly ShownFault[]; title?: string }) {
  const box = useRef<HTMLDivElement>(null);
  const some = faults.length > 0;
  // Only when it appears: mending one fault of two must not pull the focus out of the field.
  useEffect(() => {
    if (some) box.current?.focus();
  }, [some]);
  if (!some) return null;
  return (
    <div className="error-summary" ref={box} tabIndex={-1} role="alert" aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{title}</h2>
      <ul>
        {faults.map(f => (
          <li key={f.id + f.message}>
            <a
              href={`#${f.id}`}
              onClick={event => {
                event.preventDefault();
                const target = document.getElementById(f.id);
                target?.scrollIntoView({ block: 'center' });
                (target?.matches('input, select, textarea, button, a, [tabindex]')
                  ? target
                  : target?.querySelector<HTMLElement>('input, select, textarea, button')
                )?.focus();
              }}
            >
              {f.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface FieldProps {
  id: string;
  label: ReactNode;
  hint?: ReactNode | undefined;
  source?: ReactNode | undefined;
  error?: string | undefined;
  optional?: boolean | undefined;
  /** Several controls (radio buttons) under one legend. */
  group?: boolean;
  children: (described: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
}

/** Label, help, where the value is from, the control, and what is wrong with it. */
export function Field({ id, label, hint, source, error, optional, group, children }: FieldProps) {
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  const inner = (
    <>
      {hint ? (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      ) : null}
      {error ? (
        <div className="error" id={`${id}-error`}>
          <span aria-hidden="true">×</span>
          <span className="visually-hidden">错误：</span>
          {error}
        </div>
      ) : null}
      <div className="control">
        {children({ id, ...(described ? { 'aria-describedby': described } : {}), ...(error ? { 'aria-invalid': true as const } : {}) })}
      </div>
      {source ? <div className="source">{source}</div> : null}
    </>
  );
  const name = (
    <>
      {label}
      {optional ? <span className="muted">（选填）</span> : null}
    </>
  );
  if (group)
    return (
      <fieldset className={`field${error ? ' wrong' : ''}`} id={id} aria-describedby={described || undefined}>
        <legend>{name}</legend>
        {inner}
      </fieldset>
    );
  return (
    <div className={`field${error ? ' wrong' : ''}`}>
      <label className="label" htmlFor={id}>
        {name}
      </label>
      {inner}
    </div>
  );
}

interface ChoiceProps {
  name: string;
  options: readonly { value: string; label: string; hint?: string | undefined }[];
  value: string | readonly string[] | undefined;
  onChange(value: string, checked: boolean): void;
  many?: boolean;
  inline?: boolean;
}

/** Radio buttons (or check boxes) as large targets. */
export const Choices = ({ name, options, value, onChange, many, inline }: ChoiceProps) => (
  <div className={`choices${inline ? ' inline' : ''}`}>
    {options.map(o => (
      <label className="choice" key={o.value}>
        <input
          type={many ? 'checkbox' : 'radio'}
          name={name}
          value={o.value}
          checked={many ? (Array.isArray(value) ? value.includes(o.value) : false) : value === o.value}
          onChange={event => onChange(o.value, event.target.checked)}
        />
        <span>
          {o.label}
          {o.hint ? <span className="hint">{o.hint}</span> : null}
        </span>
      </label>
    ))}
  </div>
);

/** A modal question on the browser's own dialog: focus stays inside, Escape closes. */
export function Dialog({
  open,
  onClose,
  title,
  children,
  actions,
}: {
  open: boolean;
  onClose(): void;
  title: string;
  children: ReactNode;
  actions: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  // The event comes a moment after: what we closed ourselves, or opened again since, is nobody's wish to close it.
  const closed = () => open && !ref.current?.open && onClose();
  return (
    <dialog ref={ref} className="dialog kit" aria-labelledby={heading} onClose={closed} onCancel={onClose}>
      {open ? (
        <>
          <div className="dialog-body stack">
            <h2 id={heading}>{title}</h2>
            {children}
          </div>
          <div className="dialog-actions">{actions}</div>
        </>
      ) : null}
    </dialog>
  );
}

/** What the browser's tab, the history and the screen reader call this page. */
export function useTitle(title: string | undefined) {
  useEffect(() => {
    if (title) document.title = `${title} · 办成`;
  }, [title]);
}

/** One short message at the bottom, read aloud, gone after a while. */
export function useToast(): [ReactNode, (text: string) => void] {
  const [text, setText] = useState('');
  useEffect(() => {
    if (!text) return;
    const timer = setTimeout(() => setText(''), 4500);
    return () => clearTimeout(timer);
  }, [text]);
  return [
    <div key="toast" role="status" aria-live="polite">
      {text ? <div className="toast">{text}</div> : null}
    </div>,
    setText,
  ];
}

/** From page to page of a list; nothing where there is one page. */
export function Turn({ page, pages, to }: { page: number; pages: number; to(page: number): void }) {
  if (pages <= 1) return null;
  return (
    <nav className="row no-print" aria-label="翻页">
      <Button look="secondary" disabled={page <= 1} onClick={() => to(page - 1)}>
        上一页
      </Button>
      <span>
        第 {page} 页，共 {pages} 页
      </span>
      <Button look="secondary" disabled={page >= pages} onClick={() => to(page + 1)}>
        下一页
      </Button>
    </nav>
  );
}
