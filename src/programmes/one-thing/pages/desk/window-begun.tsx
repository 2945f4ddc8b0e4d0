/** What a helper or a colleague has filled in with this person: the clerk goes on with it, has it signed and hands it in. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useLocation } from 'wouter';
import { api } from '#ui/api';
import { clockTime, Trouble } from '#ui/frame';
import type { Visitor } from '../../window.ts';

interface Props {
  visitor: Visitor;
  today: string;
  onTaken(id: string): void;
}

export function WindowBegun({ visitor, today, onTaken }: Props) {
  return (
    <>
      {visitor.own.length > 0 ? <Own visitor={visitor} today={today} /> : null}
      {visitor.begun.length > 0 ? <Begun visitor={visitor} today={today} onTaken={onTaken} /> : null}
    </>
  );
}

/** The person's own: said before the same is begun once more. */
const Own = ({ visitor, today }: Pick<Props, 'visitor' | 'today'>) => (
  <section className="frame-panel" aria-labelledby="window-own">
    <h2 id="window-own">本人已经在办的</h2>
    <ul className="window-begun">
      {visitor.own.map(o => (
        <li key={`${o.number}${o.name}${o.at}`}>
          <span>
            {o.principalName}：{o.name}
          </span>
          <span className="frame-muted">
            {o.number
              ? `${clockTime(o.at, today)}提交，编号 ${o.number}`
              : `本人在网上填到 ${clockTime(o.at, today)}，没有提交：请本人登录接着填，或在这里另办`}
          </span>
        </li>
      ))}
    </ul>
  </section>
);

function Begun({ visitor, today, onTaken }: Props) {
  const client = useQueryClient();
  const [, go] = useLocation();
  const take = useMutation({
    mutationFn: (id: string) => api.post<{ id: string }>(`/window/applications/${id}/clerk`),
    onSuccess: ({ id }) => {
      onTaken(id);
      void client.invalidateQueries({ queryKey: ['applications'] });
      go(`/desk/window/applications/${id}`);
    },
  });
  return (
    <section className="frame-panel" aria-labelledby="window-begun">
      <h2 id="window-begun">已经填了、还没有提交的</h2>
      {take.isError ? <Trouble error={take.error} /> : null}
      <ul className="window-begun">
        {visitor.begun.map(b => (
          <li key={b.id}>
            <span>
              {b.principalName}：{b.name}
            </span>
            <span className="frame-muted">
              {b.by}填到 {clockTime(b.changedAt, today)}
            </span>
            <Button loading={take.isPending && take.variables === b.id} disabled={take.isPending} onClick={() => take.mutate(b.id)}>
              接着办<span className="visually-hidden">：{b.name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
