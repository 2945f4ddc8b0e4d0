/** From the notice to an application: signed in, in the right name, and not twice. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { api } from '#ui/api';
import { Banner, Button, Dialog } from '#ui/kit';
import { useSession } from '#ui/session';
import type { NoticeView, ThingView } from '../../views.ts';
import { InWhoseName, type Principal, whyNot } from './principals.tsx';
import { search } from './situation.ts';

export interface Draft {
  id: string;
  thing: number;
  name: string;
  principalName: string;
  changedAt: string;
}

export function Start({ thing, notice }: { thing: ThingView; notice: NoticeView }) {
  const { data: session } = useSession();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [params] = useSearchParams();
  const [choosing, setChoosing] = useState<{ principals: Principal[]; drafts: Draft[] } | null>(null);
  const [staff, setStaff] = useState(false);
  // One key a name: a double click or a retry after a broken line makes one draft.
  const keys = useRef(new Map<string, string>());
  const here = `/things/${thing.no}/notice${search(notice.answers)}`;

  const make = useMutation({
    mutationFn: (p: Principal) => {
      const key = keys.current.get(p.id) ?? crypto.randomUUID();
      keys.current.set(p.id, key);
      return api.create<{ id: string }>('/applications', { thing: thing.no, answers: notice.answers, principal: { kind: p.kind, id: p.id } }, key);
    },
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['applications'] });
      navigate(`/applications/${id}`);
    },
  });

  const look = useMutation({
    mutationFn: async () => {
      const [principals, drafts] = await Promise.all([api.get<{ items: Principal[] }>('/principals'), api.get<{ items: Draft[] }>('/applications')]);
      return { principals: principals.items, drafts: drafts.items.filter(d => d.thing === thing.no) };
    },
    onSuccess: found => {
      const fitting = found.principals.filter(p => fits(thing, p));
      const [only] = fitting;
      if (only && fitting.length === 1 && found.drafts.length === 0 && !whyNot(thing, only)) make.mutate(only);
      else setChoosing({ ...found, principals: fitting });
    },
  });

  function begin() {
    if (!session) return;
    if (session.kind === 'staff') setStaff(true);
    else if (session.kind === 'guest') navigate(`/sign-in?next=${encodeURIComponent(`${here}${here.includes('?') ? '&' : '?'}start=1`)}`);
    else look.mutate();
  }

  // Coming back from signing in goes on where it was left; the mark leaves the address so that a reload does not start again.
  const resumed = useRef(false);
  const wanted = params.has('start');
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the session is known.
  useEffect(() => {
    if (!wanted || !session || resumed.current) return;
    resumed.current = true;
    navigate(here, { replace: true });
    if (session.kind === 'person') begin();
  }, [wanted, session]);

  const problem = look.error ?? make.error;
  return (
    <>
      <Button className="notice-start" busy={look.isPending || make.isPending || (make.isSuccess && !choosing)} onClick={begin}>
        开始申请
      </Button>
      {problem && !choosing ? (
        <Banner look="bad" role="alert">
          <strong>{problem.message}</strong>
          {'detail' in problem && problem.detail ? <p>{String(problem.detail)}</p> : null}
        </Banner>
      ) : null}
      <InWhoseName
        thing={thing}
        choice={choosing}
        busy={make.isPending || make.isSuccess}
        today={session?.today}
        error={make.error}
        onClose={() => {
          setChoosing(null);
          make.reset();
        }}
        onChoose={p => make.mutate(p)}
      />
      <Dialog
        open={staff}
        onClose={() => setStaff(false)}
        title="您登录的是工作人员账号"
        actions={
          <>
            <Button look="secondary" onClick={() => setStaff(false)}>
              留在这里
            </Button>
            <Button onClick={() => navigate(`/sign-in?next=${encodeURIComponent(here)}`)}>换成居民身份登录</Button>
          </>
        }
      >
        <p>
          替群众申请，请到<a href="/desk">工作台的窗口</a>。给自己办事，请用自己的手机号以居民身份登录。
        </p>
      </Dialog>
    </>
  );
}

const fits = (thing: ThingView, p: Principal) => thing.principal === 'either' || thing.principal === p.kind;
