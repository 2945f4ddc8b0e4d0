/** The catalogue against the annex of 中政发〔2024〕16号, where the gazette's text is at hand; else against a small text of our own. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesCatalogue } from '../install.ts';

const places = [process.env.GAZETTE_FILE, join(import.meta.dirname, '../../../../../shared/gazette/zhongyang-2024-04.txt')].filter(
  (p): p is string => p !== undefined,
);
const found = places.find(existsSync);

/** Two things in the annex's own form, for a machine without the gazette. */
const small = `“高效办成一件事”重点事项清单
序号\t一件事名称\t具体事项\t责任单位 (★为牵头单位)
一、2024 年完成重点事项清单
(一) 企业事项 (11 项)
6\t● 开办运输企业\t企业营业执照信息核验\t★县行政审批局
\t\t道路货运经营许可（危险货物道路运输经营、使用总质量 4500 千克及以下普通货运车辆从事普通货运经营的除外）\t
\t\t《道路运输证》配发、注销—普通道路货物运输车辆\t
(二) 个人事项 (10 项)
17\t●新生儿 出生\t出生医学证明签发\t★县卫健局
\t\t《预防接种证》办理\t
\t\t本县户口登记(申报出生登记) 1岁以下婚内本县生育\t县公安局
\t\t社会保障卡申领\t县人社局
\t\t生育报销审核\t县医保局
\t\t城乡居民基本医疗保险参保登记\t
\t\t科学育儿指导服务登记\t县卫健局
中阳县人民政府 关于印发《中阳县 2024 年度衔接资金使用年终 调整补充方案》的通知
`;

interface Row {
  no: number;
  mark: string;
  name: string;
  lead: string;
  matters: string[];
}

const flat = (text: string) =>
  text
    .replaceAll(/[\s·]/g, '')
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replaceAll(/[一-](?=人员|失业|遗属|个人账户|因死亡|退休账户|灵活|存量|增量|就业登记|普通|国有)/g, '—')
    .replaceAll('、、', '、')
    .replaceAll('，', '，');

/** Reads the annex: cells are tabs; a blank cell continues the row above; a matter may break over a page. */
function readAnnex(text: string): Row[] {
  const from = text.lastIndexOf('“高效办成一件事”重点事项清单\n');
  const annex = text.slice(from, text.indexOf('衔接资金使用年终', from));
  const things: Row[] = [];
  for (const line of annex.split('\n')) {
    const cells = line.split('\t').map(c => c.trim());
    // A row whose blank cells in front were lost.
    while (cells.at(-1) === '') cells.pop();
    if (cells.length === 2 && things.length > 0 && cells[0]) cells.unshift('', '');
    if (cells.length < 3 || cells[0] === '序号') continue;
    const [no, name, matter, unit] = cells;
    if (no && /^\d+$/.test(no))
      things.push({
        no: Number(no),
        mark: /●/.test(name!) ? 'national' : /▲/.test(name!) ? 'province' : 'city',
        name: flat(name!.replace(/[●▲]/g, '')),
        lead: '',
        matters: [],
      });
    const current = things.at(-1);
    if (!current || !matter) continue;
    current.matters.push(flat(matter));
    if (unit?.startsWith('★')) current.lead = flat(unit.slice(1));
  }
  return things;
}

describe(found ? 'the annex of the gazette' : 'the annex, in a small text of our own', () => {
  const catalogue = filesCatalogue();
  const departments = new Map(catalogue.departments.map(d => [d.id, d]));
  const annex = readAnnex(found ? readFileSync(found, 'utf8') : small);

  it('is read', () => {
    expect(annex).toHaveLength(found ? 40 : 2);
  });
  it.each(annex.map(a => [a.no, a] as const))('agrees with thing %i: name, mark, lead', (no, printed) => {
    const thing = catalogue.things.find(t => t.no === no)!;
    expect(printed.name.startsWith(flat(thing.name)) || flat(thing.name) === printed.name, `${thing.name} / ${printed.name}`).toBe(true);
    expect(thing.mark).toBe(printed.mark);
    expect(flat(departments.get(thing.lead)!.name)).toBe(printed.lead);
  });
  it.each(annex.map(a => [a.no, a] as const))('has the matters of thing %i, in the order of the document', (no, printed) => {
    const thing = catalogue.things.find(t => t.no === no)!;
    const names = thing.matters.map(e => flat(e.as ?? catalogue.matters.find(m => m.id === e.id)!.name));
    const text = printed.matters.join('');
    // The text of a cell may be broken over two rows, and a dash be read as 一: compare letter by letter without dashes.
    const letters = (s: string) => s.replaceAll(/[—一\-–]/g, '');
    expect(letters(names.join(''))).toBe(letters(text));
  });
});
