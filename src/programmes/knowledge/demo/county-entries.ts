/** Entries of the demo county about its insurance (中政办发〔2024〕25号), its hall (中政发〔2024〕16号) and this site. */
import type { DemoEntry } from './entry.ts';

const site = '本网站使用说明（县行政审批局）';
const insurance = '中政办发〔2024〕25号';

export const countyEntries: readonly DemoEntry[] = [
  {
    unit: 'medical-insurance',
    category: 'insurance',
    question: '2025年度城乡居民医保个人要交多少钱？',
    variants: ['居民医保交多少钱', '合作医疗多少钱', '新农合今年交多少', '城乡居民医保缴费标准'],
    answer:
      '2025年度，普通居民每人每年交 400 元；财政另外补助，每人每年不低于 670 元。\n\n有资助的人交得少或不用交，见“哪些人交居民医保有资助”。以后年度的标准，以当年的通知为准。',
    keywords: ['居民医保', '合作医疗', '新农合', '医保缴费', '400元'],
    source: `${insurance} 四（一）`,
    year: 2025,
  },
  {
    unit: 'medical-insurance',
    category: 'insurance',
    question: '2025年度居民医保什么时候缴费？',
    variants: ['居民医保什么时候交', '合作医疗截止到哪天', '医保缴费时间'],
    answer:
      '集中缴费期是 2024 年 9 月 1 日到 12 月 25 日；缴费期里每月 1 日到 25 日可以交。\n\n没在集中期交、或中间断了的，从 2025 年起设不少于 3 个月的待遇等待期。',
    keywords: ['医保缴费时间', '居民医保', '集中缴费期'],
    source: `${insurance} 三、七（二）`,
    year: 2025,
  },
  {
    unit: 'medical-insurance',
    category: 'insurance',
    question: '居民医保在哪里交、怎么交？',
    variants: ['合作医疗在手机上怎么交', '居民医保怎么缴费', '医保费微信能交吗', '交医保去哪里'],
    answer:
      '自己交，下面任选一种：\n\n- 微信、支付宝\n- 银行柜台、银行手机 APP\n- 自然人电子税务局\n- 家人职工医保个人账户共济\n\n也可以请村里、社区的协办人员代交。换了参保地方的，先在新的地方改好参保信息，再交。',
    keywords: ['居民医保缴费', '微信交医保', '家庭共济'],
    source: `${insurance} 六（一）`,
    year: 2025,
  },
  {
    unit: 'medical-insurance',
    category: 'insurance',
    question: '哪些人交居民医保有资助？',
    variants: ['低保户医保交多少', '70岁以上老人医保要交钱吗', '五保户医保谁交', '贫困户医保减免'],
    answer:
      '几种身份都有的，只按最优惠的一种：\n\n- 特困人员（含孤儿、事实无人抚养儿童）：自己不交\n- 城乡低保对象：自己交 80 元\n- 防返贫监测对象：自己交 120 元\n- 返贫致贫人口：自己交 40 元\n- 国有（集体）企业下岗人员、本县户籍 70 岁以上老人：由县财政全额资助\n- 重点优抚对象：按优抚医疗补助政策\n\n身份由乡镇和有关部门核实、报医保部门，不用自己申请；有疑问先问村委会或乡镇。',
    keywords: ['医保资助', '低保医保', '70岁医保', '特困医保', '医保减免'],
    source: `${insurance} 五`,
    year: 2025,
  },
  {
    unit: 'medical-insurance',
    category: 'insurance',
    question: '2025年出生的孩子怎么参加居民医保？',
    variants: ['新生儿医保怎么交', '刚出生的孩子医保从哪天算', '宝宝落地参保'],
    answer:
      '监护人尽快拿新生儿的户口本，到县政务服务中心医保征缴窗口登记，从出生那天起就能享受当年的待遇，第二年正常缴费。\n\n也可以和上户口、社保卡一起办：[新生儿出生](thing:17)。',
    keywords: ['新生儿医保', '落地参保', '婴儿医保'],
    things: [17],
    source: `${insurance} 四（二）`,
    year: 2025,
  },
  {
    unit: 'medical-insurance',
    category: 'insurance',
    question: '居民医保断缴了有什么影响？',
    variants: ['医保断了一年怎么办', '没按时交医保会怎样', '医保等待期多长'],
    answer:
      '没在集中参保期参保、或没有连续参保的，设不少于 3 个月的待遇等待期，这段时间不能报销。符合补缴规定的，先由医保经办机构核定金额，再到税务部门的渠道补交。',
    keywords: ['断缴', '等待期', '补缴医保'],
    source: `${insurance} 七（一）、（二）`,
  },
  {
    unit: 'approval',
    category: 'hall',
    question: '政务大厅的窗口是怎么分的？',
    variants: ['大厅有哪些窗口', '办事该去哪个窗口', '政务大厅综窗在哪'],
    answer:
      '按“1+6+3”：\n\n- 1 个综合窗口区：审批综窗、公共服务综窗\n- 6 个专窗区：医保、人社、公积金、不动产、公安、税务\n- 3 个特色专窗：跨市通办、全市通办、高效办成一件事\n\n一件事涉及几个部门的，直接到“高效办成一件事”专窗，一次交齐。',
    keywords: ['窗口', '综窗', '专窗', '政务大厅'],
    source: '中政发〔2024〕16号 二（一）2',
  },
  {
    unit: 'approval',
    category: 'hall',
    question: '不会填表，有人帮我办吗？',
    variants: ['有帮办吗', '老人不会用手机怎么办事', '能不能帮我填', '有没有人帮忙代办'],
    answer:
      '有。县政务服务大厅提供帮办代办，帮办员可以和您一起填，填好由您核对后提交。家人也可以替您办：在[委托](page:/mandates)里写明替您办哪些事、到哪天为止。',
    keywords: ['帮办', '代办', '帮忙填表', '帮办代办'],
    source: '中政发〔2024〕16号 二（一）3',
  },
  {
    unit: 'approval',
    category: 'hall',
    question: '事情办不成，去哪里反映？',
    variants: ['窗口不给办怎么办', '办不成事窗口在哪', '跑了几趟都办不了'],
    answer:
      '县政务服务大厅设有“办不成事”反映窗口；也可以打 [12345](tel:12345)。已经在网上申请的，在[我的办件](page:/cases)里打开这一件，点“投诉”，责任部门要限期答复。',
    keywords: ['办不成事', '办不了', '反映窗口'],
    source: '中政发〔2024〕16号 二（一）3',
  },
  {
    unit: 'approval',
    category: 'hall',
    question: '部门多久必须受理我的申请？',
    variants: ['申请交了没人管怎么办', '五天没受理算不算受理', '提交以后多久受理'],
    answer: '提交后 5 个工作日内，部门要受理，或一次告知要补正的全部内容。过了 5 个工作日没有任何答复的，从收到申请那天起就算受理了。',
    keywords: ['受理', '视为受理', '没人受理'],
    source: '《中华人民共和国行政许可法》第三十二条',
  },
  {
    unit: 'approval',
    category: 'hall',
    question: '材料不齐会让我跑几趟？',
    variants: ['一次告知是什么意思', '缺材料会一次说清吗', '补正是怎么回事'],
    answer: '缺什么，部门要一次全部告诉您，不能一次说一样。补正的时间不算在办理时限里。在[我的办件](page:/cases)里逐项补上就行，不用重新申请。',
    keywords: ['补正', '一次告知', '材料不齐'],
    source: '《中华人民共和国行政许可法》第三十二条',
  },
  {
    unit: 'approval',
    category: 'hall',
    question: '申请被驳回了怎么办？',
    variants: ['没批准能申诉吗', '不予许可怎么复议', '申请没通过还能告吗'],
    answer:
      '部门不批准，要书面写明理由，并告诉您可以依法申请行政复议或提起行政诉讼。决定书在[我的办件](page:/cases)里能看到；理由看不明白，打 [12345](tel:12345)。',
    keywords: ['驳回', '不予许可', '复议', '没通过'],
    source: '《中华人民共和国行政许可法》第三十八条',
  },
  {
    unit: 'approval',
    category: 'hall',
    question: '已经提交的申请能撤回吗？',
    variants: ['申请填错了想撤回', '怎么取消申请', '撤销办件'],
    answer: '还没有作出决定的事项可以撤回：在[我的办件](page:/cases)打开这一件，点“撤回”，写明原因。已经办好的事项不受影响。',
    keywords: ['撤回', '取消申请', '填错了'],
    source: site,
  },
  {
    unit: 'approval',
    category: 'hall',
    question: '怎么登录？收不到验证码怎么办？',
    variants: ['登录不上', '短信验证码收不到', '怎么注册账号'],
    answer:
      '用手机号和短信验证码[登录](page:/sign-in)，不用设密码。一分钟收不到的，看看是不是拦截了短信，再发一次；换了手机号的，带身份证到任何一个综合窗口更正。',
    keywords: ['登录', '验证码', '注册', '账号'],
    source: site,
  },
  {
    unit: 'approval',
    category: 'hall',
    question: '电子证照在哪里看，能代替原件吗？',
    variants: ['电子证照怎么查', '电子营业执照在哪下载', '证照包是什么'],
    answer:
      '登录后在[证照](page:/wallet)里看。在这里办事，证照包里有的不用再交纸质的；给谁看过、为哪件事看的，都有记录。别人拿证照编号可以在[证照查验](page:/check)核对真假。',
    keywords: ['电子证照', '证照包', '电子执照'],
    source: site,
  },
  {
    unit: 'approval',
    category: 'hall',
    question: '我能替父母办事吗？',
    variants: ['帮老人办怎么委托', '子女代办要什么', '委托书怎么写'],
    answer:
      '能。父母登录后在[委托](page:/mandates)里把您写上，选定替办哪些事、到哪天为止；您登录后选“替他办”。父母不用手机的，两个人一起到综合窗口当面办委托。',
    keywords: ['委托', '代办', '替父母办'],
    source: site,
  },
  {
    unit: 'approval',
    category: 'hall',
    question: '字太小看不清怎么办？',
    variants: ['有没有大字版', '老年人模式', '怎么把字放大'],
    answer: '每一页右上角都有“大字版”，按一下全站都变大，下次打开还是大字。',
    keywords: ['大字版', '字太小', '适老'],
    source: site,
  },
  {
    unit: 'approval',
    category: 'hall',
    question: '结果能寄到家吗？',
    variants: ['证件能邮寄吗', '不想跑去拿证', '办好了可以快递吗'],
    answer: '能。申请时在“怎么收结果”里选邮寄，填好地址；也可以选到窗口领。电子证照办好就进[证照包](page:/wallet)，不用等邮寄。',
    keywords: ['邮寄', '快递', '寄到家'],
    source: site,
  },
  {
    unit: 'approval',
    category: 'hall',
    question: '乡镇有没有自助机能办事？',
    variants: ['晚上能办事吗', '自助机在哪', '24小时自助'],
    answer: '县里在乡镇铺设“7×24 小时”自助政务服务：2024 年底前覆盖 70% 左右的乡镇，2025 年底前基本全覆盖。具体位置打 [12345](tel:12345) 问。',
    keywords: ['自助机', '24小时', '乡镇办事'],
    soon: true,
    source: '中政发〔2024〕16号 二（三）8',
  },
  {
    unit: 'approval',
    category: 'hall',
    question: '打 12345 能解决什么问题？',
    variants: ['12345是干什么的', '热线能帮办吗', '12345管什么'],
    answer: '咨询、求助、投诉、建议都可以。12345 设热线帮办和视频帮办专席，谁先接到谁负责到底；当场能答的当场答，答不了的转给责任部门限期办。',
    keywords: ['12345', '热线', '便民热线'],
    source: '中政发〔2024〕16号 二（三）9',
  },
];
