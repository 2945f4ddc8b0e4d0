/** Objections of firms and of readers of a notice; answered by the head. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Empty, Radio } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { Frame, Mark, useUnits, Waits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { listObjections } from '../../objections.ts';
import { objectionStates } from '../../words.ts';
import { Ask, PolicyBar, useRefresh } from './shared.tsx';

type Objections = Awaited<ReturnType<typeof listObjections.do>>;
type Objection = Objections['items'][number];

export default function ObjectionsPage() {
  const { data: session } = useSession();
  const { short } = useUnits();
  const refresh = useRefresh();
  const [answering, setAnswering] = useState<Objection | null>(null);
  const [upheld, setUpheld] = useState(false);
  const list = useQuery({ queryKey: ['policies', 'objections'], queryFn: () => api.get<Objections>('/desk/policies/objections') });
  const answer = useMutation({
    mutationFn: (words: string) => api.post(`/desk/policies/objections/${answering!.id}/answer`, { version: answering!.version, upheld, answer: words }),
    onSuccess: async () => {
      setAnswering(null);
      await refresh();
    },
  });
  const heads = (unit: string) => session?.roles.some(r => r.role === 'unit-head' && r.unit === unit) ?? false;
  return (
    <Frame title="惠企异议">
      <PolicyBar />
      <Waits of={list}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有异议" />
          ) : (
            items.map(o => (
              <section key={o.id} className="frame-panel" aria-label={o.title}>
                <div className="frame-panel-head">
                  <h2>{o.claim ? <Link href={`/desk/policies/claims/${o.claim}`}>{o.title}</Link> : o.title}</h2>
                  <Mark look={o.state === 'open' ? 'warn' : 'plain'}>{objectionStates[o.state]}</Mark>
                </div>
                <p>{o.words}</p>
                <p className="frame-muted">
                  {o.madeByName}，{day(o.madeOn, session?.today)}，由{short(o.unit)}答复
                </p>
                {o.answer ? (
                  <p>
                    {o.answeredByName}答复：{o.answer}
                  </p>
                ) : null}
                {o.state === 'open' && heads(o.unit) ? (
                  <div>
                    <Button
                      type="primary"
                      onClick={() => {
                        answer.reset();
                        setUpheld(false);
                        setAnswering(o);
                      }}
                    >
                      答复<span className="frame-hidden">：{o.title}</span>
                    </Button>
                  </div>
                ) : null}
              </section>
            ))
          )
        }
      </Waits>
      <Ask
        open={answering !== null}
        title="答复异议"
        label="查实的情况和理由"
        ok="发出答复"
        busy={answer.isPending}
        error={answer.error}
        send={words => answer.mutate(words)}
        close={() => setAnswering(null)}
      >
        <Radio.Group
          aria-label="异议是否成立"
          value={upheld}
          onChange={e => setUpheld(e.target.value as boolean)}
          options={[
            { value: false, label: '不成立，维持原来的结果' },
            { value: true, label: '成立，重新审核或取消这一笔' },
          ]}
        />
      </Ask>
    </Frame>
  );
}
