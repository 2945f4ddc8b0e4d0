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
  if (visitor.begun.length === 0) return null;
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
