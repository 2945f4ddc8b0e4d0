/** The words of asking: what is asked about a subject, what says nothing of the subject, and where else the world is. */

export const intentNames = {
  materials: '要什么材料',
  time: '要多久',
  fee: '要不要钱',
  place: '在哪办',
  condition: '什么条件',
  how: '怎么办',
  result: '结果怎么拿',
  phone: '找哪个部门',
  status: '办到哪一步',
  complain: '投诉',
  about: '是怎么回事',
} as const;
export type Intent = keyof typeof intentNames;
export const intents = Object.keys(intentNames) as [Intent, ...Intent[]];

/** The first that fits is what is asked: nouns that name it go before words that only hint at it. */
const asks: readonly (readonly [Intent, RegExp])[] = [
  ['status', /进度|到哪一?步|办到哪|走到哪|办好了?没|批下来没|还没(消息|动静|下来)|审到哪|办完了?没|办(件|事)状态/],
  ['complain', /投诉|举报|态度(不好|差|恶劣|太差)|爱答不理|(窗口|人员).*(反映|告)|(办事|窗口|人员).*(推诿|刁难|吃拿卡要)/],
  ['condition', /条件|(?<!教师)资格(?!证)|符合|什么人|哪些人|谁(能|可以|有)/],
  [
    'materials',
    /材料|资料|证件|复印件|(带|准备|提供|拿|交)(些|上|齐)?(什么|啥|甚|哪些)|都?得?拿(啥|什么|甚)|用不用.{1,6}(证|本|表)|(需要|要)(什么|啥|哪些|些?甚)$/,
  ],
  ['how', /办(些|理)?(什么|啥|甚|哪些)(?!材料|条件)/],
  ['fee', /多少钱|要钱|收费|收不收|费用|花钱|花多少|免费|工本费|贵不贵|交钱|缴多少|交多少|多少元|几块/],
  ['time', /多久|几天|多长时间|多少天|什么时候|啥时候|甚时候|几个(工作日|月|礼拜)|时限|多会|到账|当天|当场|立等|多长/],
  ['result', /(怎么|如何|咋|哪儿?|哪里)(拿|取|领)(证|照|结果|执照)|能?(邮寄|寄到|快递到家)|结果(怎么|去哪|在哪)/],
  ['phone', /电话|联系方式|找谁|谁管|归谁|问谁|哪个(部门|单位|局)|找哪/],
  ['place', /哪里|哪儿|在哪|去哪|到哪|哪个?(窗口|地方)|地址|什么地方|哪(能|可以|办|弄)/],
  [
    'condition',
    /能不能|可不可以|行不行|能否|是否|算不算|有没有|可以.*(吗|(?<![什怎])么|不)$|能.{0,14}(吗|(?<![什怎])么|不)$|算.{0,8}吗$|有.{0,8}吗$|要.{0,8}吗$|能.{0,10}不(能)?$|有(什么|啥|哪些)|哪些补/,
  ],
  ['how', /怎么|怎样|如何|咋|流程|步骤|手续|程序|操作|指南/],
];

export const intentOf = (text: string): Intent => asks.find(([, pattern]) => pattern.test(text))?.[0] ?? 'about';

/** What is said around the subject; longest first, so that 办理 is not read as 办 and a rest. */
const around =
  `请问 您好 你好 麻烦 谢谢 想问一下 问一下 咨询一下 咨询 了解一下 我想 我要 想要 需要 应该 必须 怎么样 怎么办 怎么 怎样 如何 咋办 咋弄 咋跑 咋 办理 办 申请 申办
  手续 流程 步骤 程序 操作 具体 指南 什么时候 啥时候 什么 啥 甚 哪些 哪里 哪儿 在哪 去哪 哪个 哪 可以 能不能 可不可以 能否 是否 行不行 有没有 能 得 要 会 想 吗 呢 吧 啊 呀 么 嘛 的 了 着 过
  材料 资料 证件 资格证 准备 提供 带 拿 交 多久 几天 多长时间 多长 多少天 时间 时限 多少钱 要钱 收费 费用 花钱 免费 钱 多少 条件 资格 符合 什么人 谁 电话 联系方式 找谁 谁管 窗口 部门 单位 地方 地址
  我们 我 俺 咱们 咱 你们 你 您 他 她 它 我家 自己 这个 那个 这 那 一个 个 一 两 些 在 去 到 从 给 把 被 和 跟 与 及 就 也 都 还 又 再 才 已经 刚 现在 目前 今年 一下 一般 大概 具体
  中阳县 中阳 咱县 本县 县里 本地 当地 政府 政务大厅 大厅 网上 几 天 下来 下 拿到 收到 弄 搞 做 跑 走 用 上 好 完 不 没 算 有 是 吗 点 时 里 件 事 事情 情况 问题 需不需要 用不用 工作日 到账 当天 发 批 领取 领 取 开 需 才能 能够 怎 为 对 于 由 或 者 以 后 以后 之后 前 时候 家里 家 人 找`
    .split(/\s+/)
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
const fillers = new RegExp(around.join('|'), 'g');

/** Which characters only surround the subject. */
export function surrounding(text: string): boolean[] {
  const marks = Array.from({ length: text.length }, () => false);
  for (const found of text.matchAll(fillers)) for (let i = 0; i < found[0].length; i++) marks[found.index + i] = true;
  return marks;
}

/** What has happened, or is wanted, where that changes the answer: 丢了, 到期, 退钱. A subject that does not know it does not answer. */
export const happening = /丢了?|掉了|补办|补领|挂失|过期|到期|坏了|被骗|冒用|涨|跌|退钱|退款|赔偿|罚款|违章|打官司|起诉|判/g;

/** Pages of this site that answer: where one's own case stands, where to complain, the hall and its hours, a time or a number there. */
export type Page = 'status' | 'complain' | 'hall' | 'booking';

const hallAsked =
  /(几点|啥时候|甚时候|什么时候|多会).{0,3}(上班|下班|开门|关门)|(大厅|窗口|中心|你们).{0,3}(上班|办公|开放|工作|营业)时间|(周末|星期|礼拜|周[一二三四五六日天]|节假日|放假|中午).{0,6}(上班|开门|办公|办事|能办)|(政务|办事|服务|办证).{0,2}(大厅|中心).{0,3}(在哪|哪里|哪儿|地址|怎么走|位置)/;
const bookingAsked = /预约|取号|叫号|约个?号|约个?时间/;

/** The hall that is asked about, whatever else is known; a time or a number there, where no subject was named. */
export const hallPage = (text: string): boolean => hallAsked.test(text);
export const bookingPage = (text: string): boolean => bookingAsked.test(text);

/** How much one gets: no catalogue says it, and what it says of fees is not the answer. */
export const amountAsked = (text: string): boolean =>
  /(津贴|补贴|补助|救助|低保|失业|养老|抚恤|奖励)(保险)?金?.{0,6}(多少|几百|几千|几块)/.test(text) &&
  !/多少(天|材料|人)|[交缴收花](费|钱|多少)|多长/.test(text);

/** Words by which a question says that it is about this county. */
export const aboutHere = /中阳|咱们?县|本县|本地|县里/;

/** Provinces, the larger cities and the neighbours: what is asked about them is not ours to answer. Lüliang is the city over the county. */
const elsewhereNames =
  `北京 上海 天津 重庆 河北 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 台湾 香港 澳门
  太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 离石 孝义 汾阳 文水 交城 兴县 临县 柳林 石楼 岚县 方山 交口 介休 平遥 榆次 榆林 延安 西安 石家庄 呼和浩特 沈阳 大连 长春 哈尔滨 南京 苏州
  无锡 杭州 宁波 温州 合肥 福州 厦门 南昌 济南 青岛 郑州 洛阳 武汉 长沙 广州 深圳 东莞 佛山 珠海 南宁 海口 三亚 成都 贵阳 昆明 拉萨 兰州 西宁 银川 乌鲁木齐 美国 日本 韩国 英国 加拿大 澳大利亚 泰国 俄罗斯 国外`
    .split(/\s+/)
    .filter(Boolean);
const elsewherePattern = new RegExp(elsewhereNames.join('|'));

/** The other place that a question is about, unless it says that it is about here. */
export const elsewhere = (text: string): { name: string; at: number } | null => {
  const found = elsewherePattern.exec(text);
  return found && !aboutHere.test(text) ? { name: found[0], at: found.index } : null;
};

export { colloquial as firstSynonyms, type Synonym } from '#platform/search/pure';
