/** 八, 九 and annex 1: who has to do what, and where it is done here. Also in the browser. */
interface Duty {
  unit: string;
  name: string;
  /** In our words; the document's stand in the gazette. */
  does: readonly { what: string; to?: string; link?: string }[];
}

const d = '/desk/insurance';

export const duties: readonly Duty[] = [
  {
    ...{ unit: 'medical-insurance', name: '县医保局' },
    does: [
      { what: '登记、核对参保对象，标识特殊人群，推送税务', to: `${d}/lists`, link: '名单和标识' },
      { what: '下岗人员、本县户籍 70 岁以上老人的参保缴费', to: `${d}/missing?pays=fund`, link: '由部门代缴、还没办的' },
      { what: '补缴的核定金额，推送税务（七（一））', to: `${d}/lists/insurance-back-payments`, link: '补缴核定' },
      { what: '宣传政策，督促落实，通报进度', to: d, link: '参保进度' },
    ],
  },
  {
    ...{ unit: 'taxation', name: '县税务局' },
    does: [
      { what: '征缴；费款按日入库，当日缴费汇总推送医保局', to: `${d}/payments`, link: '缴费' },
      { what: '每天的缴费日报', to: '/desk/rounds/enrolment-daily', link: '参保缴费日报' },
      { what: '培训各村医保协办人员', to: `${d}/lists/insurance-helpers?empty=trainedOn`, link: '还没有培训的' },
    ],
  },
  {
    ...{ unit: 'finance', name: '县财政局' },
    does: [{ what: '财政补助的预算、决算、拨付；征缴工作经费', to: `${d}/bill`, link: '资助资金' }],
  },
  {
    ...{ unit: 'civil-affairs', name: '县民政局' },
    does: [
      { what: '认定特困和低保，推送名单', to: `${d}/lists/insurance-civil-affairs`, link: '特困和低保名单' },
      { what: '督促低保对象缴费，缴费率 100%', to: `${d}/missing`, link: '还没参保的人' },
    ],
  },
  {
    ...{ unit: 'education', name: '县教育体育局' },
    does: [{ what: '组织、动员各学校学生参保缴费', to: `${d}/schools`, link: '学校' }],
  },
  {
    ...{ unit: 'agriculture', name: '县农业农村局' },
    does: [
      { what: '认定监测对象、返贫致贫和稳定脱贫人口，推送名单', to: `${d}/lists/insurance-agriculture`, link: '监测、返贫和稳定脱贫名单' },
      { what: '督促这三类人缴费，缴费率 100%', to: `${d}/missing`, link: '还没参保的人' },
    ],
  },
  {
    ...{ unit: 'veterans-affairs', name: '县退役军人事务局' },
    does: [{ what: '认定重点优抚对象，做好参保缴费', to: `${d}/lists/insurance-veterans`, link: '重点优抚对象名单' }],
  },
  {
    ...{ unit: 'health', name: '县卫健局' },
    does: [{ what: '安排乡镇卫生院和家庭医生宣传、指导缴费', to: d, link: '各村进度' }],
  },
  { unit: 'media', name: '县融媒体中心', does: [{ what: '宣传报道' }] },
  {
    ...{ unit: 'towns', name: '各乡镇' },
    does: [
      { what: '组织辖区参保，承担征缴主体责任；摸排死亡、服刑、服役、外地参保、职工医保', to: `${d}/missing`, link: '还没参保的人' },
      { what: '各村（社区）的协办人员，帮不会用手机的人缴', to: `${d}/lists/insurance-helpers`, link: '协办人员' },
      { what: '统计本县户籍 70 岁以上老人，推送名单', to: `${d}/lists`, link: '高龄老人名单' },
    ],
  },
];

/** Annex 1: by office; who holds it is in the gazette, and a successor takes the seat. */
export const group = {
  head: '县长',
  deputies: ['副县长（常务副组长）', '县政府办主任（副组长）'],
  members: ['财政、税务、医保、民政、教体、农业农村、退役军人、卫健、融媒体的主要负责人', '六个乡镇的镇长、乡长'],
  office: '办公室设在县医保局，主任由县医保局局长兼任',
} as const;
