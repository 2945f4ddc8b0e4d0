/** All-city and cross-city matters of the demo county, by the year in which they went online; ids of the catalogue, names where it has none. */
import type { CityScope } from './figures.ts';

/** A matter beyond the catalogue: name and department. */
type Beyond = [name: string, unit: string];
type Listed = string | Beyond;

export const cityLists: Record<CityScope, Record<2024 | 2025, Listed[]>> = {
  'all-city': {
    2024: [
      ...['social-security-card', 'resident-pension', 'unemployment-registration', 'unemployment-benefit', 'employment-registration'],
      ...['personnel-file-transfer', 'social-insurance-record-hr', 'pension-transfer', 'unemployment-transfer', 'social-insurance-registration'],
      ...['resident-medical-enrolment', 'medical-insurance-enrolment', 'medical-insurance-transfer', 'maternity-reimbursement', 'medical-insurance-employee'],
      ...['housing-fund-personal-account', 'housing-fund-repay-local', 'housing-fund-withdrawal-retirement', 'housing-fund-unit-account'],
      ...['company-registration', 'individual-business-registration', 'company-registration-change', 'company-registration-cancel', 'food-business-licence'],
      ...['identity-card-issue', 'residence-permit', 'household-proof', 'invoice-issue', 'real-estate-query', 'marriage-registration'],
    ],
    2025: [
      ...['pension-enrolment-flexible', 'social-insurance-enrolment', 'social-insurance-change', 'social-insurance-cancel', 'resident-pension-cancel'],
      ...['entrepreneur-certificate', 'employment-difficulty', 'labour-filing', 'pension-account-resident', 'social-security-card-cancel'],
      ...['medical-insurance-registration', 'medical-account-withdrawal', 'medical-aid'],
      ...['housing-fund-unit-change', 'housing-fund-account-seal', 'housing-fund-flexible-account', 'housing-fund-withdrawal-death'],
      ...['road-freight-licence', 'road-transport-certificate', 'performance-venue-filing', 'device-filing-change', 'food-licence-change'],
      ...['teacher-qualification', 'disability-certificate', 'birth-plan-registration', 'old-age-allowance', 'disability-living-subsidy'],
      ...['disability-care-subsidy', 'household-move', 'mortgage-cancel'],
    ],
  },
  'cross-city': {
    2024: [
      ...['pension-transfer', 'unemployment-transfer', 'medical-insurance-transfer', 'social-security-card', 'unemployment-benefit'],
      ...['unemployment-registration', 'personnel-file-transfer', 'social-insurance-record-hr', 'resident-pension'],
      ...['resident-medical-enrolment', 'medical-insurance-enrolment'],
      ...['housing-fund-repay-province', 'housing-fund-withdrawal-retirement', 'housing-loan-new', 'housing-fund-personal-account'],
      ...['company-registration', 'company-registration-change', 'company-registration-cancel', 'individual-business-registration'],
      ...['identity-card-issue', 'household-move', 'no-criminal-record', 'residence-permit', 'household-proof'],
      ...['birth-plan-registration', 'marriage-record-query'],
      ['异地就医备案', 'medical-insurance'],
      ['养老保险待遇资格认证', 'human-resources'],
      ['电子社会保障卡签发', 'human-resources'],
      ['机动车驾驶证期满换证', 'public-security'],
    ],
    2025: [
      ...['employment-registration', 'military-pension-transfer', 'social-insurance-registration', 'pension-enrolment-flexible', 'resident-pension-cancel'],
      ...['medical-insurance-employee', 'maternity-reimbursement', 'housing-fund-withdrawal-death', 'housing-loan-existing'],
      ...['real-estate-query', 'mortgage-registration', 'invoice-issue', 'tax-cancel', 'disability-certificate', 'old-age-allowance'],
      ...['household-confirmation', 'disability-living-subsidy', 'disability-care-subsidy'],
      ['门诊慢特病异地就医备案', 'medical-insurance'],
      ['居民户口簿丢失补领', 'public-security'],
    ],
  },
};

/** With whom, by scope; the first is the usual one. */
export const partnersOf: Record<CityScope, string[]> = {
  'all-city': ['吕梁市 13 个县（市、区）', '离石区、柳林县、交口县、石楼县', '孝义市、汾阳市、交口县'],
  'cross-city': ['太原市、忻州市、晋中市、临汾市', '陕西省榆林市、延安市', '太原市、阳泉市、长治市'],
};

/** The negative list of the demo county. Days count from the demo's day: one ends soon, one has ended. */
export const outsideList: { matter?: string; name?: string; unit: string; reason: string; basis: string; doneAt: string; days: number }[] = [
  {
    ...{ matter: 'reserve-registration', unit: 'armed-forces', days: 280 },
    reason: '预备役登记由军事机关在营区办理，涉及兵役信息，不对外设窗口。',
    basis: '预备役人员法关于登记的规定',
    doneAt: '县人民武装部动员科（军人身份证件当面核验）',
  },
  ...[
    ['telecom-installation-mobile', 'china-mobile', '移动公司', 300],
    ['telecom-installation-unicom', 'china-unicom', '联通公司', 18],
    ['telecom-installation-telecom', 'china-telecom', '电信公司', 300],
  ].map(([matter, unit, name, days]) => ({
    ...{ matter: matter as string, unit: unit as string, days: days as number },
    reason: '通信报装是企业的经营服务，要先到现场查勘资源，营业厅已经覆盖城区和各乡镇。',
    basis: '电信条例；本县政务服务事项进驻负面清单管理制度',
    doneAt: `${name}营业厅，或拨打客服电话；随“水电气热网”联合报装时由综窗一并收件`,
  })),
  {
    ...{ matter: 'customs-filing-cancel', unit: 'customs', days: 320 },
    reason: '海关在本县没有派驻机构，全程在网上办理，不需要到窗口。',
    basis: '海关报关单位备案管理规定',
    doneAt: '中国国际贸易单一窗口，或太原海关驻吕梁办事处',
  },
  {
    ...{ matter: 'customs-check', unit: 'customs', days: 320 },
    reason: '由部门之间核查，企业不用提交材料，也不用到窗口。',
    basis: '海关报关单位备案管理规定',
    doneAt: '注销企业时由专窗发起部门核查',
  },
  {
    ...{ matter: 'bank-account-change', unit: 'peoples-bank', days: 200 },
    reason: '账户由开户银行办理，要核验印鉴和预留信息，大厅不设银行柜台。',
    basis: '人民币银行结算账户管理办法',
    doneAt: '企业的开户银行网点',
  },
  {
    ...{ matter: 'bank-account-cancel', unit: 'peoples-bank', days: 200 },
    reason: '销户要在开户银行结清余额、交回凭证，大厅不设银行柜台。',
    basis: '人民币银行结算账户管理办法',
    doneAt: '企业的开户银行网点',
  },
  {
    ...{ matter: 'serious-dishonesty-repair', unit: 'dishonesty-list-keepers', days: 150 },
    reason: '由列入名单的各主管部门审查，多数在省、市，窗口只提供指引。',
    basis: '失信行为纠正后的信用信息修复管理办法',
    doneAt: '“信用中国”网站；指引在高效办成一件事专窗',
  },
  {
    ...{ matter: 'housing-loan-settlement', unit: 'loan-bank', days: 240 },
    reason: '结清贷款在放款银行还款、出具结清证明，大厅不收现金和转账。',
    basis: '住房公积金管理条例；借款合同',
    doneAt: '公积金贷款的开办银行网点',
  },
  {
    ...{ name: '婚前医学检查', unit: 'health', days: -6 },
    reason: '要在医疗机构检查、采血，大厅没有医疗场所。',
    basis: '母婴保健法关于婚前保健的规定',
    doneAt: '县妇幼保健计划生育服务中心门诊',
  },
  {
    ...{ name: '涉密载体销毁登记', unit: 'approval', days: 260 },
    reason: '涉及国家秘密，按规定在专门场所办理，不进公共大厅。',
    basis: '保守国家秘密法及其实施条例',
    doneAt: '县国家保密局指定场所',
  },
];
