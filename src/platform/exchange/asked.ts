/**
 * Data of ours that others may ask for (数据共享, the other direction), under the rules that we keep ourselves: a purpose of
 * the list, a basis or the person's consent, a limit a day, and a record that the person can read.
 */
import { z } from 'zod';
import { type Ctx, parse, refusals, refuse } from '../actions/index.ts';
import { caseByNumber, tasksOf } from '../cases/index.ts';
import { personByIdentity } from '../identity/index.ts';
import { licenceByNumber } from '../licences/index.ts';
import { readIdentityNumber } from '../validators/index.ts';
import { offersOf } from './outgoing.ts';
import type { Partner } from './partners.ts';

const refuseAsked = refusals({
  'service-unknown': [422, '本县没有这项数据服务'],
  'purpose-wrong': [422, '查询目的不在允许的范围内'],
  'limit-reached': [429, '今天的查询次数用完了'],
});

interface Subject {
  kind: 'person' | 'firm';
  id: string;
  caseNumber?: string;
}

/** One service: what is answered, about whom, and for what it may be asked. */
interface OwnService {
  name: string;
  purposes: readonly string[];
  /** Queries of a partner a day (assumed). */
  dailyLimit: number;
  input: z.ZodType;
  answer(ctx: Ctx, asked: never): Promise<{ about: Subject | null; result: object }>;
}

const numbered = z.strictObject({ number: z.string().trim().toUpperCase().min(1).max(60) });

const service = <S extends z.ZodType>(
  s: Omit<OwnService, 'input' | 'answer'> & { input: S; answer(ctx: Ctx, asked: z.infer<S>): ReturnType<OwnService['answer']> },
): OwnService => s as OwnService;

/** What the county answers. `items` is open; every other query is written down. */
export const ownServices: Record<string, OwnService> = {
  items: service({
    name: '事项要素',
    purposes: [],
    dailyLimit: 1000,
    input: z.strictObject({}),
    answer: async ctx => ({ about: null, result: { items: [...(await offersOf(ctx)).values()] } }),
  }),
  progress: service({
    name: '办件进度',
    purposes: ['办件跟踪', '投诉处理', '效能监督'],
    dailyLimit: 20_000,
    input: numbered,
    async answer(ctx, { number }) {
      const file = await caseByNumber(ctx, number);
      const tasks = await tasksOf(ctx, file.id);
      return {
        about: { kind: file.principalKind, id: file.principal, caseNumber: file.number },
        result: {
          number: file.number,
          title: file.title,
          state: file.state,
          filedOn: file.filedOn,
          finishedOn: file.finishedOn,
          tasks: tasks.map(t => ({ key: t.key, title: t.title, unit: t.unit, state: t.state, dueOn: t.dueOn, closedOn: t.closedOn })),
        },
      };
    },
  }),
  'licence-validity': service({
    name: '证照有效状态',
    purposes: ['办理事项核验', '执法检查'],
    dailyLimit: 20_000,
    input: numbered,
    async answer(ctx, { number }) {
      const found = await licenceByNumber(ctx, number);
      if (!found) return { about: null, result: { found: false } };
      const { licence, state } = found;
      return {
        about: { kind: licence.holderKind, id: licence.holder },
        result: { found: true, number, typeName: licence.typeName, issuedOn: licence.issuedOn, validUntil: licence.validUntil, state },
      };
    },
  }),
  residence: service({
    name: '本县户籍',
    purposes: ['入学资格核验', '社会保险参保核验', '社会救助核验'],
    dailyLimit: 2000,
    input: z.strictObject({ name: z.string().trim().min(2).max(50), identity: z.string().trim().max(24) }),
    async answer(ctx, { name, identity }) {
      const reading = readIdentityNumber(identity, ctx.today);
      if (!reading.valid) throw refuse('input', '公民身份号码不对');
      const person = await personByIdentity(ctx, reading.normalized);
      // A name that does not fit tells nothing, not even that the number is known.
      const found = person?.name === name && person.local && person.status === 'alive';
      return { about: found ? { kind: 'person', id: person.id } : null, result: { registered: found, town: found ? person.town : null } };
    },
  }),
};

const querySchema = z.strictObject({
  service: z.string().max(60),
  /** What the service needs. */
  params: z.record(z.string(), z.unknown()).default({}),
  /** The unit over there for which it is asked, and who asks. */
  unit: z.string().trim().min(2).max(60).optional(),
  asker: z.string().trim().min(2).max(30).optional(),
  purpose: z.string().trim().max(60).optional(),
  /** The rule that allows it, or that the person agreed: number and article, or the consent's number. */
  basis: z.string().trim().min(4).max(200).optional(),
});

export async function answerOthers(ctx: Ctx, partner: Partner, body: unknown, messageId: string): Promise<object> {
  const asked = parse(querySchema, body);
  const own = Object.hasOwn(ownServices, asked.service) ? ownServices[asked.service] : undefined;
  if (!own) throw refuseAsked('service-unknown', `可以查询的有：${Object.keys(ownServices).join('、')}`);
  const open = own.purposes.length === 0;
  if (!open && (!asked.unit || !asked.asker || !asked.basis)) throw refuse('input', '要写明查询的单位（unit）、经办人（asker）和依据或同意书编号（basis）');
  if (!open && !own.purposes.includes(asked.purpose ?? '')) throw refuseAsked('purpose-wrong', `可以用于：${own.purposes.join('、')}`);
  const today = await askedToday(ctx, partner, asked.service);
  if (today >= own.dailyLimit) throw refuseAsked('limit-reached', `每天 ${own.dailyLimit} 次`);
  const { about, result } = await own.answer(ctx, parse(own.input, asked.params) as never);
  if (!open)
    await ctx.sql`
      insert into data_query (county, id, direction, service, service_name, partner, unit, asked_by, asked_by_name, principal_kind, principal,
        case_number, purpose, basis, asked_at, asked_on, state, answered_at)
      values (${ctx.county}, ${messageId}, 'in', ${asked.service}, ${own.name}, ${partner.id}, ${asked.unit!}, ${`partner:${partner.id}`}, ${asked.asker!},
        ${about?.kind ?? null}, ${about?.id ?? null}, ${about?.caseNumber ?? null}, ${asked.purpose!}, ${asked.basis!}, ${ctx.now}, ${ctx.today}, 'answered', ${ctx.now})
      on conflict do nothing`;
  return result;
}

async function askedToday(ctx: Ctx, partner: Partner, service: string): Promise<number> {
  const [row] = await ctx.sql<{ n: number }[]>`
    select count(*)::int as n from data_query
    where county = ${ctx.county} and direction = 'in' and partner = ${partner.id} and service = ${service} and asked_on = ${ctx.today}`;
  return row?.n ?? 0;
}
