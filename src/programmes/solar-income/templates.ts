/** Messages to units. */
import type { Templates } from '#platform/notices';

export const solarTemplates: Templates = {
  'solar-notice': d => ({ title: d.title ?? '', body: '各乡镇到户率、待拨付率和超限的村，请查看并整改。' }),
  'solar-paid': d => ({ title: `光伏收益已到账 ${d.total} 元`, body: `${d.payees}。请指导各村张贴公示，拍照交上来。` }),
};
