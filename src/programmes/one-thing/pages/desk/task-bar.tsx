/** The action bar: always in sight, each action with its key; after a decision it offers the next one of the queue. */
import { MoreOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown, Grid } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { QueueRow } from '#platform/cases';
import { api } from '#ui/api';
import { rememberedQueue } from './queue-filter.ts';
import { Key } from './shortcuts.tsx';
import type { ActionId, TaskAction } from './task-actions.ts';

interface BarProps {
  actions: readonly TaskAction[];
  busy: boolean;
  onAct(id: ActionId): void;
}

export function TaskBar({ actions, busy, onAct }: BarProps) {
  const wide = Grid.useBreakpoint().lg ?? true;
  const direct = wide ? actions : actions.slice(0, 3);
  const rest = wide ? [] : actions.slice(3);
  return (
    <div className="task-bar no-print" role="toolbar" aria-label="办理">
      {direct.map(a => (
        <Button
          key={a.id}
          type={a.look === 'primary' ? 'primary' : 'default'}
          danger={a.look === 'danger'}
          disabled={busy}
          onClick={() => onAct(a.id)}
          aria-keyshortcuts={a.key.toUpperCase()}
        >
          {a.title}
          <Key>{a.key.toUpperCase()}</Key>
        </Button>
      ))}
      {rest.length > 0 ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: rest.map(a => ({ key: a.id, label: a.title, danger: a.look === 'danger' })),
            onClick: ({ key }) => onAct(key as ActionId),
          }}
        >
          <Button icon={<MoreOutlined />} aria-label="更多办理方式">
            更多
          </Button>
        </Dropdown>
      ) : null}
    </div>
  );
}

/** The list that one came from, and where this task stands in it. */
export function useNeighbours(taskId: string) {
  const text = rememberedQueue();
  const { data } = useQuery({
    queryKey: ['tasks', text],
    queryFn: () => api.get<{ items: QueueRow[] }>(`/desk/tasks${text}`),
    staleTime: 15_000,
  });
  const items = data?.items ?? [];
  const at = items.findIndex(i => i.id === taskId);
  return {
    back: `/desk/tasks${text}`,
    before: at > 0 ? items[at - 1] : undefined,
    // Decided tasks leave the list: what comes next is then its first.
    after: at >= 0 ? items[at + 1] : items[0],
    position: at >= 0 ? `${at + 1} / ${items.length}` : '',
  };
}

export function NextBar({ done, next, back, onStay }: { done: string; next: QueueRow | undefined; back: string; onStay(): void }) {
  const box = useRef<HTMLDivElement>(null);
  // Enter goes on: the link has the focus as soon as the dialog has given it back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the next one may arrive later
  useEffect(() => {
    const timer = setTimeout(() => box.current?.querySelector<HTMLElement>('a')?.focus(), 250);
    return () => clearTimeout(timer);
  }, [next?.id]);
  return (
    <div className="task-bar task-next no-print" ref={box} role="status">
      <span className="task-done">✓ {done}</span>
      {next ? (
        <Link className="ant-btn ant-btn-primary ant-btn-variant-solid ant-btn-color-primary task-next-link" href={`/desk/tasks/${next.id}`}>
          下一件：{next.principalName} · {next.title}
          <Key>Enter</Key>
        </Link>
      ) : (
        <span>清单里没有下一件了。</span>
      )}
      <Link href={back}>
        回到清单
        <Key>U</Key>
      </Link>
      <Button type="link" size="small" onClick={onStay}>
        留在这里
      </Button>
    </div>
  );
}
