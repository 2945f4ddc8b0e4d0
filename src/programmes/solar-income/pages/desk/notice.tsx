/** 年终通报: what went out, or how it stands now; printed as it is. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '#ui/api';
import { BulletinState, SendBulletin } from '#ui/bulletin';
import { Frame, SortTable, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { NoticeFigures, YearNotice } from '../../notice.ts';
import { yuanIn } from './shown.ts';
import './solar.css';

const percent = (of: string, whole: string) => (Number(whole) === 0 ? '—' : `${((Number(of) / Number(whole)) * 100).toFixed(1)}%`);

export default function Notice() {
  const { data: session } = useSession();
  const { get, change } = useFilters();
  const year = get('year') ?? String(Number(session?.today.slice(0, 4) ?? 0) - 1);
  const data = useQuery({
    queryKey: ['solar-notice', year],
    queryFn: ({ signal }) => api.get<YearNotice>(`/solar-income/notices/${year}`, signal),
    enabled: session !== undefined,
  });
  const [sending, send] = useState(false);
  const view = data.data;
  const sent = get('show') === 'now' ? undefined : view?.issued[0];
  const shown = sent?.figures ?? view?.now;
  const moved = sent !== undefined && view?.moved === true;
  const today = session?.today ?? '';
  return (
    <Frame
      title={shown?.title ?? '光伏收益年终通报'}
      back={{ to: `/desk/solar/use?year=${year}`, title: '村里的使用' }}
      note="依据 中政办发〔2024〕28号 三 6"
      actions={
        <>
          <Button onClick={() => window.print()}>打印</Button>
          {view?.mayIssue && today > `${year}-12-31` && view.now.all.villages > 0 ? (
            <Button type="primary" onClick={() => send(true)}>
              {view.issued.length > 0 ? '重新发' : '发出通报'}
            </Button>
          ) : null}
        </>
      }
    >
      <Waits of={data}>
        {v => (
          <>
            <div className="no-print">
              <BulletinState
                sent={sent}
                issued={v.issued.length > 0}
                moved={moved}
                source="台账"
                none={today > `${year}-12-31` ? '还没有发出；下面是现在的数' : '这一年还没有过完，下面是现在的数；明年 1 月起可以发'}
                today={today}
                show={now => change({ show: now ? 'now' : '' })}
              />
            </div>
            <Figures of={shown ?? v.now} />
            {sent ? (
              <p className="solar-signed">
                县乡村振兴局
                <br />
                {day(sent.issuedOn)}
              </p>
            ) : null}
          </>
        )}
      </Waits>
      {sending && view ? (
        <SendBulletin
          title={view.now.title}
          address={`/solar-income/notices/${view.now.year}`}
          again={view.issued.length > 0}
          words={`数字按现在的台账留底，以后不变；${view.now.byTown.length} 个乡镇会收到消息。`}
          sentWords="已发出，各乡镇会收到消息"
          stale={['solar-notice']}
          close={() => send(false)}
        />
      ) : null}
    </Frame>
  );
}

function Figures({ of: v }: { of: NoticeFigures }) {
  return (
    <>
      <section className="frame-panel" aria-label="通报的文字">
        {v.words.map(w => (
          <p key={w}>{w.replaceAll(/\d+\.\d\d(?= 元)/g, yuanIn)}</p>
        ))}
      </section>
      <section className="frame-panel" aria-labelledby="notice-towns">
        <h2 id="notice-towns">分乡镇</h2>
        <SortTable
          label="分乡镇的使用"
          rows={v.byTown}
          rowKey={t => t.town}
          sortBy="households"
          columns={[
            { key: 'name', title: '乡镇', value: t => t.name, total: '合计' },
            { key: 'got', title: '到村（元）', value: t => Number(t.got), show: t => yuanIn(t.got), total: yuanIn(v.all.got) },
            {
              key: 'households',
              title: '到户率',
              value: t => Number(t.toHouseholds) / Math.max(1, Number(t.got)),
              show: t => percent(t.toHouseholds, t.got),
              total: percent(v.all.toHouseholds, v.all.got),
            },
            {
              key: 'left',
              title: '待拨付率',
              value: t => Number(t.left) / Math.max(1, Number(t.got)),
              show: t => percent(t.left, t.got),
              total: percent(v.all.left, v.all.got),
            },
            { key: 'late', title: '工资拖欠的村', value: t => t.late, total: v.all.late },
            { key: 'red', title: '超限的村', value: t => t.red, total: v.all.red },
          ]}
        />
      </section>
      <section className="frame-panel" aria-labelledby="notice-villages">
        <h2 id="notice-villages">超过规定的村</h2>
        <SortTable
          label="超过规定的收款单位"
          rows={v.villages}
          rowKey={r => `${r.town} ${r.payee}`}
          sortBy="name"
          ascending
          empty="没有超过规定的村"
          columns={[
            { key: 'payee', title: '收款单位', value: r => r.payee },
            { key: 'name', title: '乡镇', value: r => r.name },
            { key: 'words', title: '问题', value: r => r.words },
          ]}
        />
      </section>
    </>
  );
}
