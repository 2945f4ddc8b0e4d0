/** One target and every line that was counted for it. */
import { useQuery } from '@tanstack/react-query';
import { Button, Descriptions } from 'antd';
import { Link, useParams } from 'wouter';
import type { Behind } from '#platform/indicators';
import { targetStates } from '#platform/indicators/pure';
import { api } from '#ui/api';
import { type Column, csvText, download, Frame, Mark, SortTable, Waits } from '#ui/frame';
import { figure, gapInWords, type TargetView, targetTones } from '#ui/targets';
import { day } from '#ui/words';

interface Line extends Behind {
  /** Its place in the list as it came: those that matter first. */
  n: number;
}

/** The desk's own pages open here, the portal's are another page. */
const titled = (l: Line) => (!l.link ? l.title : l.link.startsWith('/desk') ? <Link href={l.link}>{l.title}</Link> : <a href={l.link}>{l.title}</a>);

const columns = (lines: readonly Line[]): Column<Line>[] => [
  { key: 'title', title: '名称', value: l => l.title, show: titled },
  ...(lines.some(l => l.detail) ? [{ key: 'detail', title: '说明', value: (l: Line) => l.detail ?? null }] : []),
  ...(lines.some(l => l.on) ? [{ key: 'on', title: '日期', value: (l: Line) => l.on ?? null, show: (l: Line) => day(l.on) || '—' }] : []),
  ...(lines.some(l => l.amount) ? [{ key: 'amount', title: '数额', value: (l: Line) => l.amount ?? null }] : []),
  { key: 'n', title: '序号', value: l => l.n, minor: true },
];

export default function Target() {
  const { id = '' } = useParams<{ id: string }>();
  const query = useQuery({
    queryKey: ['targets', id],
    queryFn: () => api.get<{ target: TargetView; items: Behind[] }>(`/targets/${encodeURIComponent(id)}/list`),
  });
  const t = query.data?.target;
  const lines: Line[] = (query.data?.items ?? []).map((l, i) => ({ ...l, n: i + 1 }));
  const save = () =>
    download(
      `${t!.title}-${t!.by.slice(0, 4)}.csv`,
      csvText(
        ['序号', '名称', '说明', '日期', '数额'],
        lines.map(l => [l.n, l.title, l.detail, l.on, l.amount]),
      ),
    );
  return (
    <Frame
      title={t?.title ?? '目标'}
      back={{ to: '/desk/targets', title: '目标进度' }}
      note={t ? <Mark look={targetTones[t.state]}>{targetStates[t.state]}</Mark> : undefined}
      actions={
        <Button disabled={lines.length === 0} onClick={save}>
          导出清单
        </Button>
      }
    >
      <Waits of={query}>
        {({ target }) => (
          <>
            <Descriptions
              bordered
              size="small"
              column={{ xs: 1, md: 2 }}
              styles={{ label: { whiteSpace: 'nowrap' } }}
              items={[
                { key: 'target', label: '目标', children: `到${day(target.by)}，不少于 ${figure(target.target, target.unit)}` },
                {
                  key: 'value',
                  label: '现在',
                  children: `${figure(target.value, target.unit)}${target.denominator === null ? '' : `（${target.numerator}/${target.denominator}）`}${gapInWords(target) ? `，${gapInWords(target)}` : ''}`,
                },
                { key: 'cite', label: '依据', children: `${target.citation.document} ${target.citation.place}` },
                { key: 'period', label: '计算期间', children: `${day(target.from)}至${day(target.by)}` },
                { key: 'counts', label: '怎么数', children: target.counts, span: 'filled' },
                ...(target.note ? [{ key: 'note', label: '说明', children: target.note, span: 'filled' as const }] : []),
              ]}
            />
            <h2>背后的清单（{lines.length}）</h2>
            <SortTable label="清单" rows={lines} columns={columns(lines)} rowKey={l => String(l.n)} sortBy="n" ascending pageSize={20} empty="一条也没有" />
          </>
        )}
      </Waits>
    </Frame>
  );
}
