/** The one notice beside the clerk's hand: what to take from the person, what the county has, how the departments go on. */

import { useSession } from '#ui/session';
import { days } from '#ui/words';
import type { NoticeView, ThingView } from '../../views.ts';
import { Paper } from '../portal/notice-paper.tsx';
import { departmentsOf, feesOf, howToGive, perhaps, perhapsWords, spared, toBring, turnaround, wantedFor, whereFrom } from '../portal/notice-words.ts';
import { numbered, steps, waitsFor } from '../portal/order.ts';
import { search } from '../portal/situation.ts';

export function WindowNotice({ thing, notice }: { thing: ThingView; notice: NoticeView }) {
  const { data: session } = useSession();
  const matters = numbered(notice.matters);
  const bring = toBring(notice);
  const free = spared(notice);
  const maybe = perhaps(notice);
  const fromWhere = (materials: typeof free) => (
    <ul>
      {materials.map(m => (
        <li key={m.id}>
          {m.name}
          <span className="frame-muted">：{whereFrom(m, matters)}</span>
        </li>
      ))}
    </ul>
  );
  const address = `${window.location.origin}/things/${thing.no}/notice${search(notice.answers)}`;
  return (
    <>
      <div className="window-notice no-print">
        <h3>
          一次告知：{notice.matters.length} 个事项，{departmentsOf(notice).length} 个部门，最长 {turnaround(notice.days)}，跑现场 {notice.visits} 次，
          {feesOf(notice)}
        </h3>
        <div className="window-notice-columns">
          <div>
            <h3>要收的材料（{bring.length} 份）</h3>
            {bring.length === 0 ? <p className="frame-muted">不用收材料。</p> : null}
            <ul>
              {bring.map(m => (
                <li key={m.id}>
                  <strong>{m.name}</strong>
                  {m.copies > 1 ? `（${m.copies} 份）` : ''}
                  {m.hint ? <p>{m.hint}</p> : null}
                  <p className="frame-muted">
                    {howToGive(m).join('；')}。{wantedFor(m, matters)}
                  </p>
                </li>
              ))}
            </ul>
            {maybe.length > 0 ? (
              <>
                <h3>查不到才收（{maybe.length} 份）</h3>
                <p className="frame-muted">{perhapsWords.replaceAll('您', '群众')}</p>
                {fromWhere(maybe)}
              </>
            ) : null}
            {free.length > 0 ? (
              <>
                <h3>免提交（{free.length} 份）</h3>
                {fromWhere(free)}
              </>
            ) : null}
          </div>
          <div>
            <h3>各部门怎么办</h3>
            <ol className="window-matters">
              {steps(notice.matters)
                .flat()
                .map(m => (
                  <li key={m.id} value={matters.get(m.id)?.number}>
                    <strong>{m.name}</strong>
                    <p className="frame-muted">
                      {[`${m.department}${m.lead ? '（牵头）' : ''}`, m.atOnce ? '秒批' : days(m.promisedDays), waitsFor(m, matters)]
                        .filter(Boolean)
                        .join('，')}
                    </p>
                    {m.conditions.length > 0 ? <p>条件：{m.conditions.join('；')}</p> : null}
                  </li>
                ))}
            </ol>
          </div>
        </div>
      </div>
      <div className="kit window-paper">
        <Paper thing={thing} notice={notice} matters={matters} address={address} today={session?.today} />
      </div>
    </>
  );
}
