/** The notice on paper: A4, one or two pages, to take along. Shown only in print. */
import { day } from '#ui/words';
import type { NoticeView, ThingView } from '../../views.ts';
import { Qr } from './notice-qr.tsx';
import { departmentsOf, feesOf, howToGive, perhaps, perhapsWords, spared, toBring, turnaround, wantedNumbers, whereFrom } from './notice-words.ts';
import { type Names, steps, waitsFor } from './order.ts';
import { pathOf } from './situation.ts';
import './notice-paper.css';

export function Paper({
  thing,
  notice,
  matters,
  address,
  today,
}: {
  thing: ThingView;
  notice: NoticeView;
  matters: Names;
  address: string;
  today: string | undefined;
}) {
  const { asked } = pathOf(thing, notice.answers);
  const bring = toBring(notice);
  const free = spared(notice);
  const maybe = perhaps(notice);
  const ordered = steps(notice.matters).flat();
  const conditions = ordered.filter(m => m.conditions.length > 0);
  const total = notice.fields.reduce((sum, g) => sum + g.fields.length, 0);
  return (
    <div className="paper" aria-hidden="true">
      <div className="paper-head">
        <div>
          <p className="paper-kicker">中阳县政务服务 · 高效办成一件事 · 一次告知单</p>
          <p className="paper-title">{notice.thing.name}</p>
          <p>
            {notice.matters.length} 个事项，{departmentsOf(notice).length} 个部门；最长 {turnaround(notice.days)}
            ；跑现场 {notice.visits} 次；{feesOf(notice)}
          </p>
          <p>
            您的情况：
            {asked.map(q => `${q.ask}${q.options.find(o => o.value === notice.answers[q.id])?.label ?? ''}`).join('；')}
          </p>
        </div>
        <div className="paper-qr">
          <Qr address={address} />
          <span>手机扫码接着办</span>
        </div>
      </div>
      <h2>一、要您准备的材料（{bring.length} 份）</h2>
      {bring.length > 0 ? (
        <table>
          <tbody>
            {bring.map(m => (
              <tr key={m.id}>
                <td className="paper-tick">□</td>
                <td>
                  {m.name}
                  {m.copies > 1 ? `（${m.copies} 份）` : ''}
                  {m.hint ? `：${m.hint}` : ''}
                </td>
                <td>{howToGive(m).join('；')}</td>
                <td className="paper-short">{wantedNumbers(m, matters)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p>不用准备。</p>
      )}
      {maybe.length > 0 ? (
        <p>
          查不到才交的（{maybe.length} 份）：{maybe.map(m => `□ ${m.name}`).join('；')}。{perhapsWords}
        </p>
      ) : null}
      {free.length > 0 ? (
        <>
          <h2>二、免提交的材料（{free.length} 份，县里已有或办的过程中产生）</h2>
          <p>{free.map(m => `${m.name}（${whereFrom(m, matters)}）`).join('；')}。万一没有查到，填表时再请您上传。</p>
        </>
      ) : null}
      <h2>{free.length > 0 ? '三' : '二'}、各部门怎么办</h2>
      <table>
        <thead>
          <tr>
            <th>序号</th>
            <th>事项</th>
            <th>部门</th>
            <th>工作日</th>
            <th>先后</th>
            <th>结果</th>
          </tr>
        </thead>
        <tbody>
          {ordered.map(m => (
            <tr key={m.id}>
              <td>{matters.get(m.id)?.number}</td>
              <td>{m.name}</td>
              <td className="paper-short">
                {m.department}
                {m.lead ? '★' : ''}
              </td>
              <td className="paper-short">{m.atOnce ? '秒批' : m.promisedDays === 0 ? '当天' : m.promisedDays}</td>
              <td className="paper-short">{waitsFor(m, matters).replace('办好再办', '') || '马上办'}</td>
              <td>
                {m.result}
                {m.fee === '不收费' ? '' : `（收费：${m.fee}）`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {conditions.length > 0 ? (
        <>
          <h2>{free.length > 0 ? '四' : '三'}、要符合的条件</h2>
          <ul className="paper-conditions">
            {conditions.map(m => (
              <li key={m.id}>
                第 {matters.get(m.id)?.number} 项：{m.conditions.join('；')}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="paper-foot">
        要填 {total} 项内容（{notice.fields.map(g => `${g.label} ${g.fields.length}`).join('，')}
        ），已有的会替您填好。咨询投诉 12345；大厅有“高效办成一件事”专窗。★为牵头部门。
        {notice.matters.some(m => m.assumed) ? '部分材料和时限按法律法规和一般做法整理，待主管部门确认，以受理时一次性告知为准。' : ''}
        {today ? `${day(today)}打印。` : ''}
      </p>
    </div>
  );
}
