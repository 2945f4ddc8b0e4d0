/** What every page of the desk begins with: the one heading, the window's title, loading, failure. */
import { ReloadOutlined } from '@ant-design/icons';
import type { UseQueryResult } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { Problem } from '#ui/api';
import './frame.css';

interface FrameProps {
  title: string;
  /** Where one came from. */
  back?: { to: string; title: string };
  /** Beside the heading: a tag, a time. */
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Frame({ title, back, note, actions, children }: FrameProps) {
  useEffect(() => {
    document.title = `${title} · 办成工作台`;
  }, [title]);
  return (
    <div className="frame">
      {back ? (
        <Link className="frame-back no-print" href={back.to}>
          ← {back.title}
        </Link>
      ) : null}
      <header className="frame-head">
        <h1>{title}</h1>
        {note ? <div className="frame-note">{note}</div> : null}
        {actions ? <div className="frame-actions no-print">{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}

/** What the server says of a failure, with a way to try again. */
export function Trouble({ error, again }: { error: unknown; again?: () => void }) {
  const problem = error instanceof Problem ? error : null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={problem?.message ?? '出了点问题，请再试一次'}
      description={problem?.detail || undefined}
      action={
        again ? (
          <Button size="small" icon={<ReloadOutlined />} onClick={again}>
            再试一次
          </Button>
        ) : undefined
      }
    />
  );
}

/** Shows what a query brings; while it waits a skeleton, when it fails why. Old figures stay when a refresh fails. */
export function Waits<T>({ of, rows = 8, children }: { of: UseQueryResult<T>; rows?: number; children: (data: T) => ReactNode }) {
  if (of.data !== undefined)
    return (
      <>
        {of.isError ? <Trouble error={of.error} again={() => void of.refetch()} /> : null}
        {children(of.data)}
      </>
    );
  if (of.isError) return <Trouble error={of.error} again={() => void of.refetch()} />;
  return (
    <div role="status" aria-label="正在载入">
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

export const faultOf = (error: unknown, path: string) => (error instanceof Problem ? error.faults.find(f => f.path === path)?.message : undefined);
