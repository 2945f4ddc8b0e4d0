/** What is told to people because of the exchange. */
import type { Templates } from '../notices/index.ts';

export const exchangeTemplates: Templates = {
  'exchange-down': d => ({
    title: '上级平台连不上',
    body: `${d.name}已经一小时以上连不上（${d.why}），有 ${d.waiting} 份报文在排队。报文不会丢，恢复后自动补发。`,
  }),
  'exchange-up': d => ({ title: '上级平台恢复了', body: `${d.name}已经恢复，排队的报文正在补发。` }),
  'data-consent-asked': d => ({
    title: '请您同意一次数据查询',
    body: `办理 ${d.number} 要向${d.provider}查询“${d.service}”，用于${d.purpose}。请到“谁查了我的数据”里同意或不同意；不同意的，可以自己提交材料。`,
  }),
};
