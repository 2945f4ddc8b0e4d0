/** The helper seats' figures as the hall's are counted; with them what came of the talks and how they were rated. */
import { useQuery } from '@tanstack/react-query';
import { api, query } from '#ui/api';
import { Frame } from '#ui/frame';
import { QueueFigures, Sum } from '#ui/seats';
import { hasRole, useSession } from '#ui/session';
import { helperSite, type Result, results } from '../../seats/words.ts';
import { HelperPlan } from './helper-plan.tsx';

interface Ended {
  ended: number;
  rated: number;
  good: number;
  low: number;
  results: { result: Result; count: number }[];
}

const words = {
  title: '统计',
  tickets: '排队',
  served: '帮完',
  missed: '没接通',
  left: '取消',
  service: '用时',
  queue: '方式',
  seat: '席位',
  nothing: '这些天没有人请过帮办。',
};

export default function HelpFiguresPage() {
  const { data: session } = useSession();
  return (
    <Frame title="帮办席统计" note="电话、视频帮办席的等候、用时、结果和评价">
      {session ? (
        <QueueFigures site={helperSite} words={words} today={session.today}>
          {span => <Ends {...span} />}
        </QueueFigures>
      ) : null}
      {hasRole(session, 'service-owner') ? <HelperPlan /> : null}
    </Frame>
  );
}

function Ends(span: { from: string; to: string }) {
  const { data } = useQuery({ queryKey: ['help', 'figures', span], queryFn: () => api.get<Ended>(`/desk/help-requests/figures${query(span)}`), staleTime: 0 });
  if (!data) return null;
  return (
    <>
      <Sum title="满意" value={data.rated === 0 ? '—' : `${Math.round((data.good / data.rated) * 100)}%（${data.good} / ${data.rated}）`} />
      <Sum title="不满意" value={data.low} />
      {data.results.map(r => (
        <Sum key={r.result} title={results[r.result]} value={r.count} />
      ))}
    </>
  );
}
