/**
 * Benefits of the demo county, of the kinds that counties really have. Their documents are invented and say so (演示); every
 * figure is assumed and waits for the department to confirm it.
 */
import type { DemoItem } from './demo-item.ts';
import { countryItems } from './demo-items-country.ts';
import { industryItems } from './demo-items-industry.ts';
import { servicesItems } from './demo-items-services.ts';
import { workItems } from './demo-items-work.ts';

export const demoItems: readonly DemoItem[] = [...workItems, ...industryItems, ...countryItems, ...servicesItems].map(({ unit, item }, i) => ({
  unit,
  item: { ...item, place: `第 ${i + 1} 条` },
}));

/** Which cannot be had together: the same machines are paid for once. */
export const demoExcludes: readonly (readonly [string, string])[] = [['企业技术改造奖补', '核桃初加工机械购置补贴']];
