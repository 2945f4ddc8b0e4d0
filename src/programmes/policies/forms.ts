/** What has to fit beyond its shape: an item before it is published, and files that come in. The same in browser and server. */

import { fenOf } from '#platform/money';
import { defOf } from './facts.ts';
import { type Condition, type Item, opsOf } from './item.ts';

export interface Fault {
  path: string;
  message: string;
}

function conditionFaults(c: Condition, path: string): Fault[] {
  const def = defOf(c.fact);
  if (!(opsOf[def.kind] as readonly string[]).includes(c.op)) return [{ path: `${path}.op`, message: `“${def.title}”不能这样比较` }];
  if ('values' in c && def.options)
    return c.values.filter(v => !(v in def.options!)).map(v => ({ path: `${path}.values`, message: `“${def.title}”没有“${v}”这个选项` }));
  return [];
}

function amountFaults({ amount }: Item): Fault[] {
  const path = 'item.amount';
  const faults: Fault[] = [];
  const positive = (text: string, at: string) => {
    if (!fenOf(text)) faults.push({ path: at, message: '金额必须大于 0' });
  };
  if (amount.kind === 'fixed') positive(amount.yuan, `${path}.yuan`);
  else {
    const def = defOf(amount.fact);
    if (def.kind !== 'number' || def.sealed) faults.push({ path: `${path}.fact`, message: `不能按“${def.title}”计算金额：要选不保密的数字` });
    if (amount.kind === 'share' && def.unit !== '元') faults.push({ path: `${path}.fact`, message: '按比例计算的，要选以元计的信息' });
    if (amount.kind === 'per-unit') positive(amount.each, `${path}.each`);
    if (amount.kind !== 'tiers' && amount.cap !== undefined) positive(amount.cap, `${path}.cap`);
    if (amount.kind === 'tiers') {
      const steps = amount.tiers.map(t => t.from);
      if (new Set(steps).size !== steps.length) faults.push({ path: `${path}.tiers`, message: '两档的起点不能相同' });
      amount.tiers.forEach((t, i) => {
        positive(t.yuan, `${path}.tiers.${i}.yuan`);
      });
    }
  }
  return faults;
}

/** Every reason why an item cannot be published as it stands. */
export function itemFaults(item: Item): Fault[] {
  const faults = item.rules.flatMap((r, i) =>
    'any' in r ? r.any.flatMap((c, j) => conditionFaults(c, `item.rules.${i}.any.${j}`)) : conditionFaults(r, `item.rules.${i}`),
  );
  if (item.from > item.to) faults.push({ path: 'item.to', message: '截止日不能早于开始日' });
  const asked = [...item.rules.flatMap(r => ('any' in r ? r.any : [r])).map(c => c.fact), ...(item.amount.kind === 'fixed' ? [] : [item.amount.fact])];
  const declared = asked.find(f => defOf(f).declarable);
  if (item.way === 'without-claim' && declared) faults.push({ path: 'item.way', message: `免申即享不能用要企业承诺的信息：“${defOf(declared).title}”` });
  if (item.way === 'without-claim' && item.materials.length > 0) faults.push({ path: 'item.way', message: '免申即享不能要企业交材料' });
  return [...faults, ...amountFaults(item)];
}

export const factHead = ['统一社会信用代码', '信息项', '内容', '截至日期', '有效期至'] as const;
export const resultHead = ['支付编号', '结果', '原因'] as const;
