/** Somebody from elsewhere, of whom the county has nothing yet: registered by staff from the identity card and a phone number. */
import { z } from 'zod';
import { type Ctx, refusals, refuse } from '../actions/index.ts';
import { identityFaults, isPersonName, readIdentityNumber, readPhone } from '../validators/index.ts';
import { addPerson, personByIdentity } from './people.ts';

const refusePerson = refusals({
  'person-known': [409, '这个人已经登记过，不用再登记'],
});

export const newcomerFields = {
  identity: z.string().trim().max(60),
  name: z.string().trim().max(50),
  phone: z.string().trim().max(30),
  address: z.string().trim().max(200, '住址最多 200 字').default(''),
};

/** Refuses with every fault; who is known already is not registered twice. */
export async function registerNewcomer(ctx: Ctx, { identity, name, phone, address }: z.infer<z.ZodObject<typeof newcomerFields>>): Promise<{ id: string }> {
  const reading = readIdentityNumber(identity, ctx.today);
  const number = readPhone(phone);
  const faults = [
    ...(reading.valid ? [] : [{ path: 'identity', message: identityFaults[reading.reason] }]),
    ...(isPersonName(name) ? [] : [{ path: 'name', message: '请填写身份证上的姓名，至少两个字' }]),
    ...(number ? [] : [{ path: 'phone', message: '请填写 11 位手机号码' }]),
  ];
  if (!reading.valid || !number || faults.length > 0) throw refuse('input', { faults });
  const known = await personByIdentity(ctx, reading.normalized);
  if (known) throw refusePerson('person-known', `${known.name} 已经登记过，请直接查找`);
  const id = await addPerson(ctx, { name, identity: reading.normalized, phone: number, birth: reading.birth, sex: reading.sex, address, local: false });
  ctx.record({ subject: `person:${id}` });
  return { id };
}
