/** The people of the demo whom one can sign in as, each with a story; and their licences. */
import { hash } from '@node-rs/argon2';
import { z } from 'zod';
import { systemActor } from '#platform/access';
import { action, type House, knownActor, perform } from '#platform/actions';
import { addDays, addMonths, type Day } from '#platform/calendar';
import {
  addDemoAccounts,
  type Cast,
  creditCode,
  type Dice,
  demoPassword,
  dice,
  firm,
  households,
  type InventedFirm,
  type InventedPerson,
  type InventedStaff,
  identityNumber,
  loadMandates,
  loadPeople,
  loadStaff,
  type Place,
  personName,
  phoneNumber,
} from '#platform/demo';
import { issueLicence, type NewLicence } from '#platform/licences';
import { currentVersion } from '../catalogue/versions.ts';
import { faceOf } from '../faces.ts';
import { loadDivisions } from '../install.ts';

const area = '141129';
/** People a statement. */
const batch = 2000;

const issueMany = action({
  name: 'demo.licences',
  may: 'demo.make',
  summary: '演示：已有的证照',
  input: z.object({ licences: z.custom<NewLicence[]>() }),
  async do(ctx, { licences }) {
    const { catalogue } = await currentVersion(ctx);
    for (const l of licences) {
      const type = catalogue.licences.find(t => t.id === l.type);
      await issueLicence(ctx, { ...l, ...(type ? { face: faceOf(catalogue, type) } : {}) });
    }
    ctx.record({ detail: { licences: licences.length } });
  },
});

const departmentsOf = action({
  name: 'demo.departments',
  may: 'demo.make',
  summary: '演示：目录里的部门',
  input: z.object({}),
  async do(ctx) {
    return (await currentVersion(ctx)).catalogue.departments.map(d => ({ id: d.id, short: d.short }));
  },
});

/** The stories: who they are, how old, where they live. Ages count from the demo's day, so that the stories stay true. */
function stars(d: Dice, today: Day, places: readonly Place[]): Record<string, InventedPerson> {
  let n = 900_000;
  const star = (name: string, sex: 'male' | 'female', age: number, place: number, household: string, relation: string): InventedPerson => {
    const birth = addDays(addMonths(today, -12 * age), -d.between(20, 200));
    const town = places[place]!;
    const village = town.villages[d.between(0, town.villages.length - 1)]!;
    return {
      id: d.uuid(),
      name,
      sex,
      birth,
      identity: identityNumber(d, area, birth, sex),
      phone: phoneNumber(d, ++n),
      town: town.id,
      village: village.code,
      address: `${town.name}${village.name.replace(/(居民|村民)委员会$/, '')}${d.between(1, 99)}号`,
      household,
      relation,
    };
  };
  const [home, shop, old, hills, farm, city] = [d.uuid(), d.uuid(), d.uuid(), d.uuid(), d.uuid(), d.uuid()];
  return {
    resident: star('白婷婷', 'female', 28, 0, home, '配偶'),
    husband: star('李浩宇', 'male', 30, 0, home, '户主'),
    firm: star('张卫东', 'male', 41, 0, shop, '户主'),
    agent: star('王晓燕', 'female', 33, 1, d.uuid(), '户主'),
    struck: star('冯瑞祥', 'male', 47, 2, d.uuid(), '户主'),
    elder: star('郝秀英', 'female', 82, 4, old, '户主'),
    daughter: star('郝丽萍', 'female', 55, 4, old, '子女'),
    bereaved: star('任海龙', 'male', 45, 3, hills, '子女'),
    buyer: star('赵文博', 'male', 34, 0, city, '户主'),
    seller: star('梁玉珍', 'female', 52, 0, d.uuid(), '户主'),
    veteran: star('康俊杰', 'male', 22, 5, farm, '子女'),
    rare: star('刘𬭚', 'male', 26, 1, d.uuid(), '户主'),
  };
}

const notes: Record<string, string> = {
  resident: '孩子上周出生，办新生儿出生一件事',
  husband: '白婷婷的丈夫',
  firm: '面馆经营者，名下有个体工商户和一家公司',
  agent: '企业员工，受委托代企业办事',
  struck: '名下企业已被吊销',
  elder: '82 岁，由女儿代办养老服务',
  daughter: '受母亲委托代办',
  bereaved: '父亲去世，办公民身后一件事',
  buyer: '买二手房',
  seller: '卖二手房',
  veteran: '刚退役',
  rare: '姓名里有生僻字',
};

function licencesOf(people: Record<string, InventedPerson>, firms: Record<string, InventedFirm>, d: Dice, today: Day): NewLicence[] {
  const person = (p: InventedPerson, type: string, typeName: string, attributes: Record<string, string>, more: Partial<NewLicence> = {}): NewLicence => ({
    type,
    typeName,
    holderKind: 'person',
    holder: p.id,
    bearerName: p.name,
    bearerIdentity: p.identity,
    issuer: 'public-security',
    attributes,
    issuedOn: addMonths(today, -30),
    ...more,
  });
  const everyone = Object.values(people).flatMap(p => [
    person(p, 'identity-card', '居民身份证', { address: p.address }, { validMonths: 240 }),
    person(p, 'household-register', '居民户口簿（本人页）', {
      'household-number': `14112900${d.between(1000, 9999)}`,
      relation: p.relation,
      'identity-number': p.identity,
    }),
  ]);
  const { resident, husband, buyer, seller, elder } = people as {
    resident: InventedPerson;
    husband: InventedPerson;
    buyer: InventedPerson;
    seller: InventedPerson;
    elder: InventedPerson;
  };
  return [
    ...everyone,
    person(
      resident,
      'marriage-certificate',
      '结婚证',
      { 'certificate-number': 'J141129-2022-000318', 'spouse-name': husband.name },
      { issuer: 'civil-affairs' },
    ),
    person(
      husband,
      'marriage-certificate',
      '结婚证',
      { 'certificate-number': 'J141129-2022-000318', 'spouse-name': resident.name },
      { issuer: 'civil-affairs' },
    ),
    person(
      seller,
      'real-estate-certificate',
      '不动产权证书',
      { 'unit-number': '141129001002GB00018F00030012', location: seller.address, area: '96.5' },
      { issuer: 'natural-resources', many: true },
    ),
    person(buyer, 'social-security-card', '社会保障卡', { 'card-number': 'JS0112233445' }, { issuer: 'human-resources', validMonths: 120 }),
    // Expired: what is past its time is not offered at intake.
    person(
      elder,
      'social-security-card',
      '社会保障卡',
      { 'card-number': 'JS0099887766' },
      { issuer: 'human-resources', validMonths: 12, issuedOn: addMonths(today, -40) },
    ),
    ...Object.values(firms)
      .filter(f => f.status === 'active')
      .map(f => ({
        type: 'business-licence',
        typeName: '营业执照',
        holderKind: 'firm' as const,
        holder: f.id,
        bearerName: f.name,
        issuer: 'approval',
        attributes: { 'credit-code': f.creditCode, 'business-scope': f.scope },
        issuedOn: f.founded,
      })),
  ];
}

const firmOf = (
  d: Dice,
  name: string,
  kind: InventedFirm['kind'],
  legal: InventedPerson,
  today: Day,
  scope: string,
  status: InventedFirm['status'] = 'active',
): InventedFirm => ({
  id: d.uuid(),
  name,
  creditCode: creditCode(d, area, kind === 'company' ? '91' : '92'),
  kind,
  legalPerson: legal.id,
  status,
  town: legal.town,
  address: legal.address,
  scope,
  founded: addMonths(today, -14),
});

function staffList(d: Dice, departments: readonly { id: string; short: string }[], places: readonly Place[]): InventedStaff[] {
  const one = (login: string, unit: string, ...held: [string, string?][]): InventedStaff => ({
    id: d.uuid(),
    login,
    name: personName(d, d.chance(0.5) ? 'male' : 'female'),
    unit,
    roles: held.map(([role, of]) => ({ role, unit: of ?? '' })),
  });
  return [
    one('window', 'approval', ['window-clerk']),
    one('window.2', 'approval', ['window-clerk']),
    one('helper', 'approval', ['helper']),
    one('hotline', 'approval', ['hotline-seat']),
    ...departments.map(u => one(`reviewer.${u.id}`, u.id, ['reviewer', u.id])),
    ...departments.map(u => one(`head.${u.id}`, u.id, ['unit-head', u.id])),
    one('reviewer.approval.2', 'approval', ['reviewer', 'approval']),
    one('reviewer.human-resources.2', 'human-resources', ['reviewer', 'human-resources']),
    one('supervisor', 'county-office', ['supervisor']),
    one('leader', 'county-office', ['leader']),
    one('service-owner', 'approval', ['service-owner']),
    one('officer.medical-insurance', 'medical-insurance', ['programme-officer', 'medical-insurance']),
    one('officer.agriculture', 'agriculture', ['programme-officer', 'agriculture']),
    ...places.map(p => one(`town.${p.id}`, `town-${p.id}`, ['town-officer', `town-${p.id}`])),
    one('auditor', 'county-office', ['auditor']),
    one('admin', 'approval', ['administrator']),
    one('supervisor.2', 'county-office', ['supervisor']),
    one('window.3', 'approval', ['window-clerk']),
    one('helper.2', 'approval', ['helper']),
    one('hotline.2', 'approval', ['hotline-seat']),
    ...['finance', 'industry', 'human-resources', 'approval'].map(u => one(`officer.${u}`, u, ['programme-officer', u])),
    ...['finance', 'industry'].map(u => one(`head.${u}`, u, ['unit-head', u])),
    ...['rural-revitalisation', 'public-security', 'organisation', 'development-company'].map(u => one(`officer.${u}`, u, ['programme-officer', u])),
    one('head.rural-revitalisation', 'rural-revitalisation', ['unit-head', 'rural-revitalisation']),
    one('officer.rural-revitalisation.2', 'rural-revitalisation', ['programme-officer', 'rural-revitalisation']),
    ...['civil-affairs', 'veterans-affairs', 'taxation', 'education', 'health'].map(u => one(`officer.${u}`, u, ['programme-officer', u])),
  ];
}

export interface CastOptions {
  seed: number;
  residents: number;
  firms: number;
  progress?(done: number, total: number): void;
}

/** Makes people, firms, staff, mandates, licences and demo accounts. The same seed gives the same county. */
export async function makeCast(house: House, county: string, o: CastOptions): Promise<Cast> {
  const who = knownActor(systemActor(county, '演示'));
  const meta = { county, requestId: 'demo' };
  const today = house.clock.today();
  const all = dice(o.seed);
  const places: Place[] = loadDivisions().towns;
  const departments = await perform(house, departmentsOf, who, {}, meta);
  const people = stars(all.fork('stars'), today, places);
  const d = all.fork('firms');
  const { firm: owner, agent, struck, elder, daughter } = people as Record<'firm' | 'agent' | 'struck' | 'elder' | 'daughter', InventedPerson>;
  const firms: Record<string, InventedFirm> = {
    noodles: firmOf(d, '中阳县老张面馆（个体工商户）', 'sole-trader', owner, today, '餐饮服务'),
    catering: firmOf(d, '中阳县宁乡餐饮管理有限公司', 'company', owner, today, '餐饮管理；食品销售；道路货物运输'),
    revoked: firmOf(d, '中阳县瑞祥建材有限公司', 'company', struck, today, '建材销售', 'struck-off'),
  };
  const residents = [...households(all.fork('people'), area, places, o.residents, today)].flat();
  const adults = residents.filter(p => p.birth < addMonths(today, -12 * 22) && p.birth > addMonths(today, -12 * 60));
  const f = all.fork('resident-firms');
  const residentFirms = Array.from({ length: o.firms }, (_, n) => firm(f, area, adults[(n * 7) % adults.length]!, today, n));
  const everybody = [...Object.values(people), ...residents];
  for (let i = 0; i < everybody.length; i += batch) {
    await perform(house, loadPeople, who, { people: everybody.slice(i, i + batch), firms: [] }, meta);
    o.progress?.(Math.min(i + batch, everybody.length), everybody.length);
  }
  await perform(house, loadPeople, who, { people: [], firms: [...Object.values(firms), ...residentFirms] }, meta);
  await perform(
    house,
    loadMandates,
    who,
    {
      mandates: [
        { kind: 'firm', principal: firms.catering!.id, agent: agent.id, basis: 'given' },
        { kind: 'firm', principal: firms.noodles!.id, agent: agent.id, basis: 'given' },
        { kind: 'person', principal: elder.id, agent: daughter.id, basis: 'given' },
      ],
    },
    meta,
  );
  const staff = staffList(all.fork('staff'), departments, places);
  // One hash for all: the demo's password is public.
  await perform(house, loadStaff, who, { staff, passwordHash: await hash(demoPassword) }, meta);
  await perform(house, issueMany, who, { licences: licencesOf(people, firms, all.fork('licences'), today) }, meta);
  await perform(
    house,
    addDemoAccounts,
    who,
    {
      accounts: [
        ...Object.entries(people).map(([account, p]) => ({ account, kind: 'person' as const, subject: p.id, note: notes[account] ?? '' })),
        ...staff.map(s => ({ account: s.login, kind: 'staff' as const, subject: s.id, note: '' })),
      ],
    },
    meta,
  );
  return { people, firms, staff: Object.fromEntries(staff.map(s => [s.login, s])), residents, residentFirms };
}
