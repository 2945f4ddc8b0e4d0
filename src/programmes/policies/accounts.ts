/** Where a firm wants its money: the number is checked and sealed; every change is a new row, and what was paid keeps the old one. */
import { z } from 'zod';
import { type Ctx, type Fault, refuse } from '#platform/actions';
import { type Firm, findPerson } from '#platform/identity';
import { accountNumber, maskAccount } from './account-number.ts';

export const accountPlace = (id: string) => `policy_account.number:${id}`;

/** Only its shape: what is wrong with an account is told all at once, by `accountFaults`. */
export const accountInput = z.strictObject({
  holder: z.string().trim().max(80),
  bank: z.string().trim().max(60),
  number: z.string().trim().max(60, '账号太长，请核对'),
});
export type AccountInput = z.infer<typeof accountInput>;

export interface AccountView {
  id: string;
  holder: string;
  bank: string;
  number: string;
}

/** The account that counts now, masked. */
export async function accountOf(ctx: Ctx, firm: string): Promise<AccountView | null> {
  const [row] = await ctx.asHouse(
    ctx => ctx.sql<AccountView[]>`
      select id, holder, bank, number_masked as number from policy_account where county = ${ctx.county} and firm = ${firm} and not superseded`,
  );
  return row ?? null;
}

/** The account to which one grant or claim goes, masked: it stays what it was when the firm names another. */
export async function accountAt(ctx: Ctx, id: string | null | undefined): Promise<AccountView | null> {
  if (!id) return null;
  const [row] = await ctx.asHouse(
    ctx => ctx.sql<AccountView[]>`select id, holder, bank, number_masked as number from policy_account where county = ${ctx.county} and id = ${id}`,
  );
  return row ?? null;
}

/** A name as it is compared: brackets and letters of either width are the same, spaces are none. */
const fold = (name: string) => name.normalize('NFKC').replaceAll(/\s/g, '');

/** Money goes to the firm itself; a sole trader may name the operator's own card. What was typed becomes the name and the number of record. */
async function readAccount(ctx: Ctx, firm: Firm, a: AccountInput, path: string) {
  const operator = firm.kind === 'sole-trader' ? await ctx.asHouse(ctx => findPerson(ctx, firm.legalPerson)) : null;
  const holders = [firm.name, ...(operator ? [operator.name] : [])];
  const holder = holders.find(h => fold(h) === fold(a.holder));
  const read = accountNumber(a.number, holder && holder !== firm.name ? 'card' : 'firm');
  const faults: Fault[] = [
    ...(holder ? [] : [{ path: `${path}.holder`, message: `户名必须是“${holders.join('”或“')}”` }]),
    ...(a.bank.length < 4 ? [{ path: `${path}.bank`, message: '请写明开户银行，例如“中国农业银行中阳县支行”' }] : []),
    ...('fault' in read ? [{ path: `${path}.number`, message: read.fault }] : []),
  ];
  return { faults, holder: holder ?? '', number: 'number' in read ? read.number : '' };
}

/** Everything that is wrong with an account, for a form that has other faults beside it. */
export const accountFaults = async (ctx: Ctx, firm: Firm, a: AccountInput, path = 'account'): Promise<Fault[]> =>
  (await readAccount(ctx, firm, a, path)).faults;

/** Keeps an account as the one that counts; the same again makes no new row. */
export async function keepAccount(ctx: Ctx, firm: Firm, a: AccountInput, path = 'account'): Promise<string> {
  const { faults, holder, number } = await readAccount(ctx, firm, a, path);
  if (faults.length > 0) throw refuse('input', { detail: faults[0]!.message, faults });
  return ctx.asHouse(async ctx => {
    const [was] = await ctx.sql<{ id: string; holder: string; bank: string; numberSealed: string }[]>`
      select id, holder, bank, number_sealed from policy_account where county = ${ctx.county} and firm = ${firm.id} and not superseded for update`;
    if (was && was.holder === holder && was.bank === a.bank && ctx.vault.open(ctx.county, accountPlace(was.id), was.numberSealed) === number) return was.id;
    await ctx.sql`update policy_account set superseded = true where county = ${ctx.county} and firm = ${firm.id} and not superseded`;
    const id = crypto.randomUUID();
    await ctx.sql`
      insert into policy_account (county, id, firm, holder, bank, number_sealed, number_masked, declared_by, declared_on)
      values (${ctx.county}, ${id}, ${firm.id}, ${holder}, ${a.bank}, ${ctx.vault.seal(ctx.county, accountPlace(id), number)}, ${maskAccount(number)},
        ${ctx.actor.person ?? firm.legalPerson}, ${ctx.today})`;
    ctx.record({ subject: `policy-account:${id}`, action: 'policy-account.keep', detail: { firm: firm.id } });
    return id;
  });
}
