/** What one page of a record shows when it cannot be had: that there is none, or what went wrong; always with a way back. */
import { Link } from 'wouter';
import { Problem } from '#ui/api';
import { Failed, useTitle } from '#ui/kit';

interface Props {
  error: unknown;
  again(): void;
  /** What was looked for: `这项政策`. */
  what: string;
  /** Why it may not be there. */
  why: string;
  back: { to: string; title: string };
}

export function Missing({ error, again, what, why, back }: Props) {
  const none = error instanceof Problem && error.status === 404;
  useTitle(none ? `没有${what}` : '出了点问题');
  return (
    <div className="policies stack">
      {none ? (
        <>
          <h1>没有{what}</h1>
          <p>{why}</p>
        </>
      ) : (
        <Failed error={error} again={again} />
      )}
      <p>
        <Link className="button secondary" href={back.to}>
          {back.title}
        </Link>
      </p>
    </div>
  );
}

export const noPolicy = {
  what: '这项政策',
  why: '地址可能不完整，或者这项政策没有公布过。请从惠企政策里再找一找。',
  back: { to: '/policies', title: '看全部惠企政策' },
};
