/** The lists held against each other: who is what, who pays, and what has to go back to whom. 五, 九（二）. Pure. */
import { addWorkdays, ageOn, type Calendar, type Day, inChinese, yearOf } from '#platform/calendar';
import { readIdentityNumber } from '#platform/validators';
import { type AidIdentity, aids, elderlyFrom, insuranceYear, lists as listDays } from './figures.ts';
import { type Share, shareOf } from './rules.ts';
import { bureaus, type Category, type ConflictSort, isAid, type Situation, type Sort, situations, sorts } from './words.ts';

/** One of those who are to be insured. Equal numbers have equal keys. */
export interface Person {
  id: string;
  key: string;
  /** In clear; it is opened for this and kept nowhere. */
  number: string;
  name: string;
  town: string;
  village: string;
  local: boolean | null;
  situation: Situation | null;
  /** What proves the situation. */
  proof: string | null;
  /** Fen that were paid for the year, when they were. */
  paid: bigint | null;
  /** Paid after the gathering, what was assessed for them. */
  late?: boolean;
}

export interface Listed {
  /** Of the list that says it. */
  list: string;
  key: string;
  /** The number as it is kept: what may be shown, and the key. */
  token: string;
  name: string;
  town: string;
  village: string;
  sort: Sort;
  /** The day of the change, and until when it holds. */
  since: Day | null;
  until: Day | null;
  /** When the list that has this row reached the bureau. */
  arrivedOn: Day | null;
  /** Fen that this list says the person pays. 五 5 */
  pays?: bigint;
}

export interface List {
  id: string;
  title: string;
  /** Who keeps it, and gets back what is wrong in it. */
  unit: string;
  /** Aid counts from lists that were handed over; the bureau's own and the police's have no term. */
  due: boolean;
  handedOn: Day | null;
  sealed: boolean;
}

export interface Conflict {
  /** The same at every look. */
  key: string;
  sort: ConflictSort;
  /** Who has to answer. */
  unit: string;
  list: string | null;
  town: string | null;
  village: string;
  name: string;
  /** Key of the person. */
  person: string | null;
  words: string;
}

export interface Outcome {
  person: Person;
  category: Category;
  /** What holds of what the lists say, in the document's order. */
  identities: Sort[];
  /** Null for who does not have to enrol here. */
  share: Share | null;
  exempt: Situation | null;
  /** Since when the aid holds that is given. */
  since: Day | null;
}

export interface Match {
  outcomes: Outcome[];
  conflicts: Conflict[];
}

export interface Lists {
  persons: readonly Person[];
  listed: readonly Listed[];
  lists: readonly List[];
  /** Keys of conflicts that the bureau closed with “counts all the same”. */
  accepted: ReadonlySet<string>;
  today: Day;
  calendar: Calendar;
}

/** 五: five working days from the day of the change. */
export const changeDue = (calendar: Calendar, changedOn: Day): Day => addWorkdays(calendar, changedOn, listDays.changeWithin);

const townUnit = (town: string) => `town-${town}`;
const holds = (l: Listed, today: Day) => (l.since === null || l.since <= today) && (l.until === null || l.until > today);
const order = Object.keys(sorts) as Sort[];
/** What the police and the insurers say is as good as a proof. */
const proves: Partial<Record<Sort, Situation>> = { dead: 'dead', moved: 'moved', employee: 'employee', elsewhere: 'elsewhere' };
const sayName = (name: string) => name.replaceAll(/[\s·•．.]/g, '');

export function match({ persons, listed, lists, accepted, today, calendar }: Lists): Match {
  const of = new Map(lists.map(l => [l.id, l]));
  const byKey = new Map<string, Listed[]>();
  for (const l of listed) {
    const there = byKey.get(l.key);
    if (there) there.push(l);
    else byKey.set(l.key, [l]);
  }
  const known = new Set(persons.map(p => p.key));
  const conflicts = new Map<string, Conflict>();
  /** Whether it stands against the row: what the bureau has accepted does not. */
  const finds = (
    sort: ConflictSort,
    at: { unit: string; list?: string; person: Pick<Listed, 'key' | 'name' | 'town' | 'village'>; more?: string },
    words: string,
  ) => {
    const key = [sort, at.list ?? '', at.unit, at.person.key, at.more ?? ''].join(' ');
    const { name, town, village, key: person } = at.person;
    conflicts.set(key, { key, sort, unit: at.unit, list: at.list ?? null, town, village, name, person, words });
    return !accepted.has(key);
  };
  const outcomes: Outcome[] = [];
  for (const p of persons) {
    const rows = (byKey.get(p.key) ?? []).filter(l => holds(l, today));
    const read = readIdentityNumber(p.number);
    if (!read.valid) finds('number', { unit: townUnit(p.town), person: p }, '身份证号读不出，请核对身份证或户口簿后改正');
    const sure = rows.find(l => proves[l.sort]);
    const exempt = sure ? proves[sure.sort]! : p.situation !== null && (p.proof ?? '') !== '' ? p.situation : null;
    const counted = rows.filter(l => counts(l, p, read.valid ? read.birth : null));
    if (read.valid && exempt === null) elderlyMissing(p, read.birth, rows);
    outcomes.push(outcomeOf(p, read.valid ? read.birth : null, counted, exempt));
  }
  for (const l of listed)
    if (!known.has(l.key) && holds(l, today) && (isAid(l.sort) || l.sort === 'out-of-poverty')) {
      const words = `${sorts[l.sort]}名单上有这个人，参保对象里没有：人在本乡镇的，请在参保对象里添加；不在的，答复说明，由出名单的部门去掉`;
      finds('unknown', { unit: townUnit(l.town), list: l.list, person: l }, words);
    }
  for (const c of listFaults(lists, listed, calendar, today)) conflicts.set(c.key, c);
  return { outcomes, conflicts: [...conflicts.values()] };

  function counts(l: Listed, p: Person, birth: Day | null): boolean {
    if (!isAid(l.sort) && l.sort !== 'out-of-poverty') return true;
    const { unit, title } = of.get(l.list)!;
    const at = { unit, list: l.list, person: p };
    let good = true;
    if (sayName(l.name) !== sayName(p.name)) {
      const words = `${title}写的是“${l.name}”，参保对象里是“${p.name}”，证号相同`;
      good = finds('names', { ...at, more: l.sort }, words) && good ? false : good;
      finds('names', { unit: townUnit(p.town), list: l.list, person: p, more: l.sort }, words);
    }
    const others = (byKey.get(p.key) ?? []).filter(o => holds(o, today));
    const against = { dead: 'dead', employee: 'employee', elsewhere: 'elsewhere' } as const;
    for (const [sort, situation] of Object.entries(against) as [keyof typeof against, Situation][]) {
      const said = others.find(o => o.sort === sort);
      if (!said && p.situation !== situation) continue;
      const by = said ? (of.get(said.list)?.title ?? '') : '乡镇摸排';
      if (finds(sort, { ...at, more: l.sort }, `${title}（${sorts[l.sort]}）上的人，${by}说${situations[situation]}`)) good = false;
    }
    const other = others.find(o => o.list !== l.list && isAid(o.sort) && isAid(l.sort));
    if (other) {
      const words = `${sorts[l.sort]}（${title}）和${sorts[other.sort]}（${of.get(other.list)!.title}）都有这个人：就高不就低，只享受一种，两个部门都告知`;
      finds('lists', { ...at, more: `${l.sort} ${other.sort}` }, words);
    }
    if (l.sort === 'elderly') {
      if (birth !== null && ageOn(birth, elderlyFrom.on) < elderlyFrom.age && finds('young', at, `到${inChinese(elderlyFrom.on)}不满 ${elderlyFrom.age} 岁`))
        good = false;
      if (p.local === false && finds('not-local', at, '参保对象里写的不是本县户籍，不享受高龄老人资助')) good = false;
    }
    return good;
  }

  function elderlyMissing(p: Person, birth: Day, rows: readonly Listed[]): void {
    if (p.local !== true || ageOn(birth, elderlyFrom.on) < elderlyFrom.age || rows.some(l => l.sort === 'elderly')) return;
    finds('not-listed', { unit: townUnit(p.town), person: p }, `本县户籍，到${inChinese(elderlyFrom.on)}满 ${elderlyFrom.age} 岁，不在乡镇的高龄老人名单上`);
  }
}

function outcomeOf(person: Person, birth: Day | null, counted: readonly Listed[], exempt: Situation | null): Outcome {
  const identities = order.filter(sort => counted.some(l => l.sort === sort));
  if (exempt !== null) return { person, category: 'exempt', identities, share: null, exempt, since: null };
  const { stated, local } = {
    stated: identities.filter((s): s is Exclude<AidIdentity, 'elderly'> => isAid(s) && s !== 'elderly'),
    local: identities.includes('elderly'),
  };
  // A number that cannot be read has no birthday: then nobody is a newborn or old.
  const veteranPays = counted.find(l => l.sort === 'veteran')?.pays;
  const share = shareOf({
    ...{ on: listDays.by, birth: birth ?? `${insuranceYear - 30}-01-01`, localHousehold: local, identities: stated },
    ...(veteranPays === undefined ? {} : { veteranPays }),
  });
  const category =
    birth !== null && yearOf(birth) >= insuranceYear
      ? 'newborn'
      : share.identity !== null
        ? 'aided'
        : identities.includes('out-of-poverty')
          ? 'out-of-poverty'
          : 'ordinary';
  return { person, category, identities, share, exempt: null, since: counted.find(l => l.sort === share.identity)?.since ?? null };
}

/** 五: paper with seal and file by 15 October, changes within five working days. */
function listFaults(lists: readonly List[], listed: readonly Listed[], calendar: Calendar, today: Day): Conflict[] {
  const found: Conflict[] = [];
  const nobody = { town: null, village: '', name: '', person: null };
  for (const l of lists.filter(l => l.due)) {
    const at = { unit: l.unit, list: l.id, ...nobody };
    const late = l.handedOn === null ? today > listDays.by : l.handedOn > listDays.by;
    if (late) {
      const words =
        l.handedOn === null
          ? `${l.title}应在${inChinese(listDays.by)}前推送，还没有推送`
          : `${l.title}应在${inChinese(listDays.by)}前推送，${inChinese(l.handedOn)}才推送`;
      found.push({ key: `late ${l.id}`, sort: 'late', ...at, words });
    }
    if (l.handedOn !== null && !l.sealed) found.push({ key: `unsealed ${l.id}`, sort: 'unsealed', ...at, words: `${l.title}没有附盖章的纸质版` });
  }
  const of = new Map(lists.map(l => [l.id, l]));
  for (const l of listed) {
    const changedOn = l.until ?? l.since;
    const list = of.get(l.list);
    // What was so before the lists were due came with the first of them.
    if (!list?.due || changedOn === null || changedOn > today) continue;
    const due = changeDue(calendar, changedOn);
    if (due <= listDays.by || (l.arrivedOn ?? today) <= due) continue;
    const words = `${sorts[l.sort]}${inChinese(changedOn)}调整，应在${inChinese(due)}前推送，${l.arrivedOn ? `${inChinese(l.arrivedOn)}才到` : '还没有推送'}`;
    const { town, village, name, key: person } = l;
    found.push({
      key: `change-late ${l.list} ${l.key} ${l.sort} ${changedOn}`,
      sort: 'change-late',
      unit: list.unit,
      list: l.list,
      town,
      village,
      name,
      person,
      words,
    });
  }
  return found;
}

/** Who paid more before being marked than is theirs to pay now: the tax bureau pays back. */
export function overpaid(outcomes: readonly Outcome[], yuan: (fen: bigint) => string): Conflict[] {
  return outcomes.flatMap(({ person, share }) => {
    if (share?.person == null || person.paid === null || person.late || person.paid <= share.person) return [];
    const words = `缴了 ${yuan(person.paid)} 元，标识为${share.identity ? aids[share.identity].name : '普通居民'}后应缴 ${yuan(share.person)} 元，请退 ${yuan(person.paid - share.person)} 元`;
    const { town, village, name, key } = person;
    return [{ key: `overpaid ${key} ${share.person}`, sort: 'overpaid' as const, unit: bureaus.collects, list: null, town, village, name, person: key, words }];
  });
}
