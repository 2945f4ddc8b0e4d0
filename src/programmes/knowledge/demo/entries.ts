/**
 * Entries of the demo county, from 中政办发〔2024〕25号, 中政发〔2024〕16号, national rules named by article, and what this
 * site does. Nothing here is from a county office's own answer: whoever takes them over has to look at them.
 */
import type { Category } from '../forms.ts';

export interface DemoEntry {
  unit: string;
  category: Category;
  question: string;
  variants?: string[];
  answer: string;
  keywords?: string[];
  things?: number[];
  source: string;
  sourceLink?: string;
  audience?: 'everyone' | 'individual' | 'enterprise';
  /** Holds for this year's rule only: `2025` until the end of that year. */
  year?: number;
  /** Ends within weeks: its owner is reminded. */
  soon?: boolean;
  state?: 'review' | 'draft';
}

const site = '本网站使用说明（县行政审批局）';
const insurance = '中政办发〔2024〕25号';

export const demoEntries: readonly DemoEntry[] = [
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
  {
    unit: 'human-resources',
    category: 'insurance',
    question: '社保卡丢了怎么办？',
    variants: ['社保卡掉了怎么补', '社保卡挂失', '补办社会保障卡', '社保卡没了咋办'],
    answer:
      '1. 先挂失：打 [12333](tel:12333)，卡里有银行账户的，再打发卡银行的客服电话\n2. 再补办：带身份证到县政务服务大厅人社专窗，或发卡银行网点\n\n补好以前要看病，用医保电子凭证。',
    keywords: ['社保卡丢了', '社保卡挂失', '社保卡补办'],
    things: [19],
    source: '《“中华人民共和国社会保障卡”管理办法》（人社部发〔2011〕47号）',
  },
  {
    unit: 'human-resources',
    category: 'work',
    question: '工伤认定最晚什么时候申请？',
    variants: ['工伤过了多久就不能申请了', '受伤一年了还能认工伤吗', '单位不给报工伤怎么办'],
    answer: '单位在事故发生（或诊断为职业病）之日起 30 日内申请。单位不申请的，职工本人、近亲属或工会可以在 1 年内自己申请：[工伤认定](thing:35)。',
    keywords: ['工伤时限', '工伤申请期限', '单位不报工伤'],
    things: [35],
    source: '《工伤保险条例》第十七条',
  },
  {
    unit: 'human-resources',
    category: 'work',
    question: '失业金能领几个月？',
    variants: ['失业保险金领多长时间', '交了五年失业保险能领多久'],
    answer:
      '看失业保险累计交了多久：\n\n- 满 1 年不足 5 年：最长 12 个月\n- 满 5 年不足 10 年：最长 18 个月\n- 满 10 年：最长 24 个月\n\n申领见[职工失业](thing:37)。',
    keywords: ['失业金领多久', '失业金几个月'],
    things: [37],
    source: '《失业保险条例》第十七条',
  },
  {
    unit: 'human-resources',
    category: 'work',
    question: '自己辞职能领失业金吗？',
    variants: ['主动辞职有失业金吗', '辞职以后能不能领失业保险'],
    answer:
      '一般不能。领失业金要同时符合：失业保险交满 1 年；不是自己愿意离开单位的；办了失业登记，并且有求职要求。因单位拖欠工资等原因被迫辞职的，带证明到人社专窗咨询。',
    keywords: ['辞职失业金', '主动离职'],
    things: [37],
    source: '《失业保险条例》第十四条',
  },
  {
    unit: 'human-resources',
    category: 'insurance',
    question: '农村居民养老金多大年龄能领？',
    variants: ['60岁能领养老金吗', '城乡居民养老保险什么时候领', '农村老人养老金'],
    answer: '年满 60 周岁、累计缴费满 15 年，没有领职工养老金等国家规定的基本养老待遇的，可以按月领城乡居民养老金：[个人养老服务](thing:29)。',
    keywords: ['居民养老金', '农村养老金', '60岁养老金'],
    things: [29],
    source: '国发〔2014〕8号 七',
  },
  {
    unit: 'human-resources',
    category: 'work',
    question: '现在多大年龄退休？',
    variants: ['延迟退休怎么算', '女的多少岁退休', '退休年龄是几岁', '男的几岁退休'],
    answer:
      '从 2025 年 1 月 1 日起，用十五年时间逐步推迟：\n\n- 男职工从 60 周岁延到 63 周岁\n- 原来 55 周岁退休的女职工延到 58 周岁\n- 原来 50 周岁退休的女职工延到 55 周岁\n\n每个人哪天退休看出生年月，交够最低缴费年限的可以弹性提前，最多提前 3 年。办手续见[退休](thing:21)。',
    keywords: ['退休年龄', '延迟退休', '弹性退休'],
    things: [21],
    source: '《全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定》',
  },
  {
    unit: 'public-security',
    category: 'household',
    question: '孩子出生后多久内要上户口？',
    variants: ['上户口有时间限制吗', '孩子一岁了还能上户口吗', '晚上户口要罚款吗'],
    answer: '出生后一个月以内，由户主、亲属或抚养人申报。过了一个月也要给上，尽快办就行：[新生儿出生](thing:17)。',
    keywords: ['上户口期限', '出生登记时间'],
    things: [17],
    source: '《中华人民共和国户口登记条例》第七条',
  },
  {
    unit: 'civil-affairs',
    category: 'household',
    question: '多大年龄可以结婚登记？',
    variants: ['结婚年龄是多少', '男的多大能领证', '法定结婚年龄'],
    answer: '男满 22 周岁，女满 20 周岁，双方自愿、亲自到场。不收费，在哪里登记都可以：[公民婚育](thing:13)。',
    keywords: ['结婚年龄', '领证年龄', '法定婚龄'],
    things: [13],
    source: '《中华人民共和国民法典》第一千零四十七条、《婚姻登记条例》',
  },
  {
    unit: 'civil-affairs',
    category: 'aid',
    question: '低保和特困有什么不一样？',
    variants: ['五保和低保的区别', '特困人员是什么人'],
    answer:
      '低保：家里人均收入低于当地标准、财产符合规定的，差多少补多少。\n\n特困（原来的五保）：没有劳动能力、没有生活来源，又没有人赡养、抚养或扶养的老人、残疾人、未成年人，由政府供养。\n\n两样都从[困难人员救助](thing:31)申请。',
    keywords: ['特困', '五保', '低保区别'],
    things: [31],
    source: '《社会救助暂行办法》第九条、第十四条',
  },
  {
    unit: 'civil-affairs',
    category: 'aid',
    question: '突然遇到难处，能先救急吗？',
    variants: ['临时救助是什么', '家里着火急用钱', '突发大病没钱有临时救助吗', '出车祸没钱能救助吗'],
    answer:
      '能。因火灾、交通事故、突发重病等，生活暂时过不下去的，可以申请临时救助；情况紧急的，乡镇可以先救助、后补手续。从[困难人员救助](thing:31)申请，或直接找乡镇。',
    keywords: ['临时救助', '着火', '救急', '突发'],
    things: [31],
    source: '《社会救助暂行办法》第四十七条、第四十八条',
  },
  {
    unit: 'civil-affairs',
    category: 'aid',
    question: '高龄津贴从哪个月开始发？',
    variants: ['80岁津贴从什么时候算', '高龄补贴能补发吗'],
    answer: '满 80 周岁、户口在本县的老人可以申请，从批准的下个月起按月发。津贴按年龄分档，发多少按当年公布的标准。见[个人养老服务](thing:29)。',
    keywords: ['高龄津贴发放', '津贴补发'],
    things: [29],
    source: '政务服务事项目录“高龄津贴”（待县民政局确认）',
  },
  {
    unit: 'natural-resources',
    category: 'house',
    question: '办房产证收多少登记费？',
    variants: ['不动产登记费多少', '二手房过户登记费', '房本工本费多少钱'],
    answer: '住宅每件 80 元；商铺、办公等非住宅每件 550 元；小微企业免收。契税等税费另外算，由税务部门核定：[二手房转移登记](thing:14)。',
    keywords: ['登记费', '不动产登记费', '房产证收费'],
    things: [14, 4],
    source: '《国家发展改革委 财政部关于不动产登记收费标准等有关问题的通知》',
  },
  {
    unit: 'agriculture',
    category: 'house',
    question: '农村一户能有几处宅基地？',
    variants: ['一户一宅是什么意思', '卖了房还能再申请宅基地吗', '城里人能买农村宅基地吗'],
    answer: '一户只能有一处，面积不超过省里的标准。把住房卖了、租了、送人了再申请宅基地的，不批。建房手续见[农村建房](thing:33)。',
    keywords: ['一户一宅', '宅基地几处'],
    things: [33],
    source: '《中华人民共和国土地管理法》第六十二条',
  },
  {
    unit: 'housing-fund',
    category: 'house',
    question: '什么情况可以提取公积金？',
    variants: ['公积金怎么取出来', '租房能提公积金吗', '买房提取公积金', '公积金提取条件'],
    answer:
      '有下面情形之一的可以提取：\n\n- 购买、建造、翻建、大修自住住房\n- 离休、退休\n- 完全丧失劳动能力，并与单位终止劳动关系\n- 出境定居\n- 偿还购房贷款本息\n- 房租超出家庭工资收入的规定比例\n\n还贷款的见[住房公积金贷款结清](thing:39)，退休的见[退休](thing:21)。',
    keywords: ['公积金提取', '取公积金', '租房提取'],
    things: [39, 21],
    source: '《住房公积金管理条例》第二十四条',
  },
  {
    unit: 'market-supervision',
    category: 'business',
    question: '企业年报什么时候报？',
    variants: ['公司年报截止时间', '营业执照年检', '个体户要年报吗', '年报忘了报怎么办'],
    answer: '每年 1 月 1 日到 6 月 30 日，通过国家企业信用信息公示系统报上一年度的。没按时报的会列入经营异常名录；补报以后可以申请移出：[信用修复](thing:9)。',
    keywords: ['年报', '年检', '工商年报'],
    things: [9],
    source: '《企业信息公示暂行条例》第八条、第十七条',
    audience: 'enterprise',
  },
  {
    unit: 'approval',
    category: 'business',
    question: '只卖包装好的食品要办食品经营许可证吗？',
    variants: ['小卖部要食品许可证吗', '卖预包装食品备案', '超市卖零食要什么证'],
    answer: '只卖预包装食品的，办备案就行，不用食品经营许可证；卖散装食品、现做现卖的才要许可证。在[开办餐饮店](thing:7)或[企业准营](thing:2)里一起办。',
    keywords: ['预包装食品', '食品备案', '小卖部'],
    things: [2, 7],
    source: '《食品经营许可和备案管理办法》（国家市场监督管理总局令第78号）',
    audience: 'enterprise',
  },
  {
    unit: 'education',
    category: 'school',
    question: '孩子几岁能上小学？',
    variants: ['差几天满六岁能上学吗', '上一年级年龄要求', '小学入学年龄'],
    answer: '当年 8 月 31 日前满 6 周岁的可以入学；因身体状况要延缓入学的，由父母申请、教育部门批准。报名见[教育入学](thing:18)。',
    keywords: ['入学年龄', '几岁上学', '六周岁'],
    things: [18],
    source: '《中华人民共和国义务教育法》第十一条（8 月 31 日为通行做法，待县教育体育局确认）',
  },
  {
    unit: 'disabled-federation',
    category: 'aid',
    question: '残疾人证丢了怎么补？',
    variants: ['残疾证掉了怎么办', '残疾证补办', '残疾证坏了换新的'],
    answer: '向户口所在地的残联申请补办，不用重新评残；证件快到期的，换证时一并办。网上从[残疾人服务](thing:20)申请。',
    keywords: ['残疾证丢了', '残疾证补办', '残疾证换证'],
    things: [20],
    source: '《中华人民共和国残疾人证管理办法》（残疾人证挂失补办）',
  },
  {
    unit: 'approval',
    category: 'business',
    question: '开店以前要先办哪个证？',
    variants: ['先办执照还是先办许可证', '开饭店第一步干什么'],
    answer: '先领营业执照，再办食品经营许可、消防检查这些。一起申请时，系统会按先后接着办，您只交一次：[开办餐饮店](thing:7)、[个人创业](thing:30)。',
    keywords: ['先办什么证', '先照后证'],
    things: [7, 30],
    source: '政务服务事项目录“开办餐饮店”的办理顺序',
    audience: 'enterprise',
    state: 'review',
  },
  {
    unit: 'health',
    category: 'household',
    question: '办生育登记还要审批吗？',
    variants: ['生三胎要准生证吗', '未婚能办生育登记吗'],
    answer: '生育登记不是审批，登记一下就行，网上就能办：[公民婚育](thing:13)。怀孕以后、生以前办都可以。',
    keywords: ['生育登记', '准生证'],
    things: [13],
    source: '政务服务事项目录“生育登记”（待县卫健局确认）',
    state: 'review',
  },
  {
    unit: 'taxation',
    category: 'house',
    question: '买二手房契税交多少？',
    variants: ['契税怎么算', '首套房契税几个点'],
    answer: '契税按房屋的成交价格和面积、是不是家庭唯一住房分档，税率以税务部门核定为准。准备写明各档税率和文件号后再送审。',
    keywords: ['契税', '买房税'],
    things: [14],
    source: '《中华人民共和国契税法》第三条',
    state: 'draft',
  },
];
