/** 还没参保的人: the call list of a village for whoever visits, with what was found at the door. */
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { Choose, ExportAll, type Field, Filters, List, Mark, SearchBox, useList } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import { insuranceYear } from '../../figures.ts';
import type { MissingRow } from '../../missing.ts';
import { categories, listIdentities, reasons, situations, sorts } from '../../words.ts';
import { CallSheet, PrintCallList } from './call-list.tsx';
import { InsuranceFrame } from './insurance-frame.tsx';
import { RemindDialog } from './remind-dialog.tsx';
import { VisitDialog } from './visit-dialog.tsx';

interface Page {
  items: MissingRow[];
  total: number;
  villages: { town: string; village: string; people: number }[];
  /** Identities whose persons the reader sees; null: all. */
  identities: string[] | null;
}

const filterKeys = ['town', 'village', 'category', 'identity', 'reason', 'said', 'pays', 'q'] as const;
/** Who sends reminders: the bureau, towns and the departments that name people. */
const remindsFor = ['medical-insurance', 'civil-affairs', 'agriculture', 'veterans-affairs'];

const categoryOf = (r: MissingRow) => categories[r.category as keyof typeof categories] ?? r.category;
const found = (r: MissingRow) =>
  r.situation ? `${situations[r.situation as keyof typeof situations]}（还没有凭证）` : r.reason ? reasons[r.reason as keyof typeof reasons] : '';

const table: Field<MissingRow>[] = [
  ['乡镇', r => r.townName],
  ['村（社区）', r => r.village],
  ['户编号', r => r.household],
  ['姓名', r => r.name],
  ['身份证号', r => r.identity],
  ['联系电话', r => r.phone],
  ['类别', categoryOf],
  ['资助', r => r.aid],
  ['应缴（元）', r => r.share],
  ['情况', found],
  ['上门日期', r => r.visitedOn],
  ['短信提醒日期', r => r.remindedOn],
];

export default function MissingPage() {
  const { data: session } = useSession();
  const [sheet, setSheet] = useState<MissingRow[] | null>(null);
  const [reminding, remind] = useState(false);
  const [visiting, visit] = useState<MissingRow | null>(null);
  const list = useList<Page>('insurance-missing', '/desk/insurance/missing', filterKeys);
  const ownTown = session?.roles.find(r => r.role === 'town-officer')?.unit?.slice(5);
  const writes = ownTown !== undefined;
  const reminds =
    session &&
    session.today <= `${insuranceYear}-12-31` &&
    session.roles.some(r => ['programme-officer', 'town-officer'].includes(r.role) && (r.unit?.startsWith('town-') || remindsFor.includes(r.unit ?? '')));
  const ownSorts = list.list.data?.identities;
  const villages = list.list.data?.villages ?? [];
  const towns = [...new Set(villages.map(v => v.town))];
  return (
    <InsuranceFrame
      title="还没参保的人"
      actions={
        <>
          {reminds ? (
            <Button type="primary" disabled={!list.list.data?.total} onClick={() => remind(true)}>
              发短信提醒
            </Button>
          ) : null}
          <ExportAll of={list} name="还没参保的人" columns={table} />
          <PrintCallList of={list} take={setSheet} />
        </>
      }
    >
      <div className="no-print">
        <Filters>
          {writes || (towns.length <= 1 && !list.get('town')) ? null : <Choose of="town" label="乡镇" all="所有乡镇" options={townNames} />}
          <Choose
            of="village"
            label="村（社区）"
            all="所有村（社区）"
            options={villages.map(v => ({ value: v.village, label: `${v.village}（${v.people} 人）` }))}
          />
          <Choose
            of="category"
            label="类别"
            all="所有类别"
            options={{ aided: categories.aided, 'out-of-poverty': categories['out-of-poverty'], ordinary: categories.ordinary }}
          />
          <Choose
            of="identity"
            label="名单上的身份"
            all="名单上的身份：都看"
            options={listIdentities.filter(i => !ownSorts || ownSorts.includes(i)).map(i => ({ value: i, label: sorts[i] }))}
          />
          <Choose of="reason" label="原因" all="所有原因" options={{ none: '还没有登记原因', ...reasons }} />
          <Choose of="pays" label="谁缴" all="谁缴都看" options={{ self: '自己缴', fund: '由部门代缴' }} />
          <Choose of="said" label="摸排" all="摸排情况都看" options={{ yes: '说不用参保、还没有凭证' }} />
          <SearchBox label="按姓名、拼音找" placeholder="姓名、拼音或首字母" value={list.get('q') ?? ''} change={q => list.change({ q })} />
        </Filters>
      </div>
      <section className="frame-panel no-print" aria-label="还没参保的人">
        <List<MissingRow, Page> of={list} nothing="应参保的都缴了" unit="人">
          {items => (
            <ul className="insurance-cards">
              {items.map(r => (
                <li key={r.id}>
                  <span className="insurance-head">
                    <strong>{r.name}</strong>
                    <Mark look={r.category === 'ordinary' ? 'plain' : 'warn'}>{r.aid ?? categoryOf(r)}</Mark>
                  </span>
                  <span>
                    {writes ? '' : r.townName}
                    {r.village}
                    {r.household ? `，户 ${r.household}` : ''}
                  </span>
                  <span className="frame-muted">
                    {r.identity}
                    {r.phone ? `，电话 ${r.phone}` : '，没有电话'}
                  </span>
                  <span>{r.share === null ? '个人应缴按优抚政策' : r.share === '0.00' ? '个人应缴 0.00 元，由部门代缴' : `个人应缴 ${r.share} 元`}</span>
                  <span className="frame-muted">
                    {found(r) || '还没有上门'}
                    {r.visitedOn ? `，${day(r.visitedOn, session?.today)}上门` : ''}
                    {r.remindedOn ? `，${day(r.remindedOn, session?.today)}发过短信` : ''}
                  </span>
                  {writes ? (
                    <span className="insurance-card-steps no-print">
                      <Button size="small" type="primary" aria-label={`登记上门：${r.name}`} onClick={() => visit(r)}>
                        登记上门
                      </Button>
                      <Link href={`/desk/insurance/persons/rows/${r.id}`}>看台账</Link>
                    </span>
                  ) : null}
                </li>
              ))}
            </ul>
          )}
        </List>
      </section>
      {sheet ? <CallSheet rows={sheet} found={found} done={() => setSheet(null)} /> : null}
      {reminding ? <RemindDialog filters={list.asked} close={() => remind(false)} /> : null}
      {visiting && session ? <VisitDialog of={visiting} today={session.today} close={() => visit(null)} /> : null}
    </InsuranceFrame>
  );
}

const townNames = { ningxiang: '宁乡镇', jinluo: '金罗镇', zhike: '枝柯镇', wujiazhuang: '武家庄镇', nuanquan: '暖泉镇', xiazaolin: '下枣林乡' };
