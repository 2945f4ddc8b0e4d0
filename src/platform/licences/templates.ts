/** What holders and units are told about licences. */
import type { Templates } from '../notices/index.ts';

export const licenceTemplates: Templates = {
  'licence-suspended': d => ({
    title: `证照已暂停使用：${d.typeName}`,
    body: `${d.unit}暂停了这张证照的使用，理由：${d.reason}。恢复前电子证照和纸质证照都不能使用${d.paper}。不服的，可以依法申请行政复议或者提起行政诉讼。`,
  }),
  'licence-resumed': d => ({ title: `证照已恢复使用：${d.typeName}`, body: `${d.unit}恢复了这张证照的使用，从现在起可以使用。` }),
  'licence-revoked': d => ({
    title: `证照已吊销（撤销）：${d.typeName}`,
    body: `${d.unit}作出决定，依据：${d.basis}；理由：${d.reason}。证照从现在起不能使用${d.paper}。不服的，可以依法申请行政复议或者提起行政诉讼。`,
  }),
  'licence-cancelled': d => ({
    title: `证照已注销：${d.typeName}`,
    body: `${d.unit}办理了注销，依据：${d.basis}；理由：${d.reason}。证照从现在起不能使用${d.paper}。有异议的，可以依法申请行政复议或者提起行政诉讼。`,
  }),
  'licences-ended': d => ({
    title: `${d.count} 张证照随企业注销`,
    body: `${d.bearer}已经注销，下列证照同时注销，从现在起不能使用：${d.list}。依据：${d.basis}。拿了纸质证照的，请交回发证部门。`,
  }),
  'licences-ended-unit': d => ({
    title: `持证企业已注销：${d.bearer}`,
    body: `本单位发的证照随之注销：${d.list}。依据：${d.basis}。已发的纸质证照请收回。`,
  }),
  'licence-corrected': d => ({
    title: `证照已更正换发：${d.typeName}`,
    body: `${d.unit}更正了${d.what}，理由：${d.reason}。新证已放进证照包，旧证不再有效${d.paper}。`,
  }),
  'licence-expiring': d => ({
    title: `证照快到期了：${d.typeName}`,
    body: `有效期到 ${d.until}，还有 ${d.days} 天。${d.how}`,
  }),
  'licence-revocation-asked': d => ({
    title: `待确认：${d.what}${d.typeName}`,
    body: `${d.by}提出，持证人${d.bearer}，理由：${d.reason}。请部门负责人确认或退回。`,
  }),
  'licence-shared': d => ({ title: `有人向本单位出示证照：${d.typeName}`, body: `用途：${d.purpose}。${d.until} 前可以查看，每次查看持证人都会知道。` }),
  'composite-issued': d => ({ title: `行业综合许可证已发放：${d.title}`, body: `已放进证照包，包含 ${d.parts}。各证仍分别有效，扫一个码都能查。` }),
};
