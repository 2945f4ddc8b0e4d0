/** The demo county's register: real names of villages and sites, every figure invented, brought in by those who keep the columns. */
import { Readable } from 'node:stream';
import { type DemoCounty, dice } from '#platform/demo';
import { checkTable, importTable, mostTableBytes, uploadTable } from '#platform/registers';
import { csvText } from '#platform/tables';
import { towns, villages } from './villages.ts';

type Cell = string | number;

export async function makeVillages({ house, seed, play }: DemoCounty): Promise<void> {
  const d = dice(seed).fork('solar-villages');
  const period = String(Number(house.clock.today().slice(0, 4)) - 1);
  const rows = towns().flatMap(t => [
    ...t.villages.map(name => ({ town: t, name, site: false, community: name.endsWith('社区') })),
    ...t.sites.map(name => ({ town: t, name, site: true, community: false })),
  ]);
  const bring = async (account: string, what: string, head: readonly string[], lines: readonly (readonly Cell[])[]) => {
    const player = await play(account);
    const file = await house.passing.take(Readable.from([csvText(head, lines)]), mostTableBytes);
    const { id } = await player.does(uploadTable, { kind: villages.id, file: { ...file, name: `演示数据（虚构）-${what}.csv` } });
    const upload = { kind: villages.id, uploadId: id };
    const { seen } = await player.does(checkTable, { ...upload, period });
    await player.does(importTable, { ...upload, seen, withoutWrong: false });
  };
  const heads = ['乡镇', '村或安置点'];
  await bring(
    'officer.rural-revitalisation',
    '脱贫和监测',
    [...heads, '类别', '脱贫人口', '一般农户人口', '监测户人口', '示范村'],
    rows.map(({ town, name, site, community }) => [
      ...[town.name, name, site ? '安置点' : '行政村、社区'],
      community ? d.between(0, 30) : d.between(40, 420),
      site ? d.between(0, 160) : '',
      community ? d.between(0, 3) : d.between(0, 24),
      !site && d.chance(0.06) ? '是' : '否',
    ]),
  );
  const places = rows.filter(r => !r.site);
  await bring(
    'officer.public-security',
    '人口',
    [...heads, '一般农户人口'],
    places.map(({ town, name, community }) => [town.name, name, community ? d.between(600, 4200) : d.between(120, 1500)]),
  );
  await bring(
    'officer.organisation',
    '村集体经济收入',
    [...heads, '村集体经济收入'],
    // One stands exactly where the document says nothing.
    places.map(({ town, name }, i) => [town.name, name, i === 20 ? '200000.00' : `${d.between(60_000, 620_000)}.00`]),
  );
  // The last town has not filled in its column yet.
  for (const town of towns().slice(0, -1))
    await bring(
      `town.${town.id}`,
      `${town.name}常住人口`,
      [...heads, '常住人口'],
      rows.filter(r => r.town === town).map(({ name, community }) => [town.name, name, community ? d.between(900, 5200) : d.between(90, 1300)]),
    );
}
