/** Objections of firms and of readers of a notice; answered by the head. */
import { useMutation } from '@tanstack/react-query';
import { Button, Radio, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { ExportAll, Frame, List, Mark, SearchBox, useList, useUnits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { listObjections } from '../../objections.ts';
import { objectionStates } from '../../words.ts';
import { Ask, PolicyBar, useRefresh } from './shared.tsx';

type Objections = Awaited<ReturnType<typeof listObjections.do>>;
type Objection = Objections['items'][number];
const path = '/desk/policies/objections';

export default function ObjectionsPage() {
  const { data: session } = useSession();
  const { short } = useUnits();
  const refresh = useRefresh();
  const [answering, setAnswering] = useState<Objection | null>(null);
  const [upheld, setUpheld] = useState(false);
  const found = useList<Objections>('policies', path, ['state', 'q']);
  const { list, get, change } = found;
  const counts = list.data?.counts ?? {};
  const answer = useMutation({
    mutationFn: (words: string) => api.post(`/desk/policies/objections/${answering!.id}/answer`, { version: answering!.version, upheld, answer: words }),
    onSuccess: async () => {
      setAnswering(null);
      await refresh();
    },
  });
  const heads = (unit: string) => session?.roles.some(r => r.role === 'unit-head' && r.unit === unit) ?? false;
  return (
    <Frame
      title="惠企异议"
      actions={
        <ExportAll<Objection>
          of={found}
          name="惠企异议"
          columns={[
            ['对什么', o => o.title],
            ['异议', o => o.words],
            ['提出人', o => o.madeByName],
            ['提出日期', o => o.madeOn],
            ['部门', o => short(o.unit)],
            ['状态', o => objectionStates[o.state]],
            ['答复', o => o.answer],
            ['答复人', o => o.answeredByName],
            ['答复日期', o => o.answeredOn],
          ]}
        />
      }
    >
      <PolicyBar />
      <search className="policy-tools" aria-label="筛选">
        <Segmented
          aria-label="状态"
          value={get('state') ?? ''}
          onChange={state => change({ state: String(state) })}
          options={[
            { value: '', label: `全部 ${Object.values(counts).reduce((sum, n) => sum + n, 0)}` },
            ...Object.entries(objectionStates).map(([value, label]) => ({ value, label: `${label} ${counts[value as Objection['state']] ?? 0}` })),
          ]}
        />
        <SearchBox label="按政策、企业、内容或提出人找" placeholder="政策、企业、内容、提出人" value={get('q') ?? ''} change={q => change({ q })} />
      </search>
      <List of={found} unit="件" nothing="还没有异议">
        {items => (
          <>
            {items.map(o => (
              <section key={o.id} className="frame-panel" aria-label={o.title}>
                <div className="frame-panel-head">
                  <h2>
                    {o.claim ? (
                      <Link href={`/desk/policies/claims/${o.claim}`}>{o.title}</Link>
                    ) : o.run ? (
                      <Link href={`/desk/policies/grants/${o.run}`}>{o.title}</Link>
                    ) : (
                      o.title
                    )}
                  </h2>
                  <Mark look={o.state === 'open' ? 'warn' : 'plain'}>{objectionStates[o.state]}</Mark>
                </div>
                <p>{o.words}</p>
                <p className="frame-muted">
                  {o.madeByName}，{day(o.madeOn, session?.today)}，由{short(o.unit)}答复
                </p>
                {o.answer ? (
                  <p>
                    {o.answeredByName}
                    {o.answeredOn ? day(o.answeredOn, session?.today) : ''}答复：{o.answer}
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
            ))}
          </>
        )}
      </List>
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
