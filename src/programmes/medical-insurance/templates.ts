/** Messages to the units of the enrolment. */
import type { Templates } from '#platform/notices';

export const insuranceTemplates: Templates = {
  'insurance-conflicts': d => ({ title: `医保名单有 ${d.count} 个问题要核实`, body: '县医保局比对名单后发回。请逐条核实、改正名单并答复。' }),
  'insurance-answered': d => ({ title: `医保名单问题已答复：${d.what}`, body: `${d.by}已核实${d.name ? `“${d.name}”` : ''}，请看过以后关闭。` }),
};
