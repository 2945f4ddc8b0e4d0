/** Invented people and firms with valid numbers: no name, number or address of a real person is used. */
import { addDays, type Day } from '../calendar/index.ts';
import { creditCodeCheck, identityCheck } from '../validators/index.ts';
import type { Dice } from './dice.ts';

const surnames = '王李张刘陈杨高任武许冯郭马薛梁韩赵雷郝贺曹贾康白田杜侯苏石车乔靳'.split('');
const maleNames = '建国 志强 小军 海龙 永平 晓东 振华 俊杰 浩宇 子轩 文博 宏伟 卫东 春生 保林 云飞 立新 瑞祥 鹏飞 天佑 一鸣 栋梁 国栋 学文 炳南'.split(' ');
const femaleNames = '秀英 桂兰 晓燕 丽萍 雪梅 婷婷 雨欣 思涵 玉珍 美玲 春花 爱莲 慧敏 嘉怡 静怡 海霞 改兰 翠平 若曦 梓萱 彩虹 月娥 文丽 俊琴 香莲'.split(' ');
const rareNames = ['䶮', '龑', '㛃', '𬭚', '𠮷'];

export interface InventedPerson {
  id: string;
  name: string;
  sex: 'male' | 'female';
  birth: Day;
  identity: string;
  phone: string | undefined;
  town: string;
  village: string;
  address: string;
  household: string;
  relation: string;
}

export function personName(d: Dice, sex: 'male' | 'female', surname = d.pick(surnames)): string {
  // A few have rare characters, as in every county.
  if (d.chance(0.004)) return surname + d.pick(rareNames);
  return surname + d.pick(sex === 'male' ? maleNames : femaleNames);
}

export function identityNumber(d: Dice, area: string, birth: Day, sex: 'male' | 'female', sequence?: number): string {
  const base = sequence ?? d.between(0, 499);
  const digits = `${area}${birth.replaceAll('-', '')}${String((base % 500) * 2 + (sex === 'male' ? 1 : 0)).padStart(3, '0')}`;
  return digits + identityCheck(digits);
}

/** Numbers of the test range of each carrier; none is called. */
export const phoneNumber = (d: Dice, n: number): string =>
  `1${d.pick(['37', '38', '39', '50', '51', '86', '33', '77'])}${String(10_000_000 + ((n * 7919) % 90_000_000)).slice(0, 8)}`;

export const bankAccount = (d: Dice): string => {
  const body = `62${Array.from({ length: 16 }, () => d.between(0, 9)).join('')}`;
  const sum = [...body].reverse().reduce((total, c, i) => {
    const doubled = i % 2 === 0 ? Number(c) * 2 : Number(c);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return body + String((10 - (sum % 10)) % 10);
};

export function creditCode(d: Dice, area: string, kind: '91' | '92' | '93' = '91'): string {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const front = `${kind}${area}MA${Array.from({ length: 7 }, () => alphabet[d.between(0, 30)]).join('')}`;
  return front + creditCodeCheck(front);
}

export interface Place {
  id: string;
  name: string;
  villages: { code: string; name: string }[];
}

/** Households of two to five until `count` people are there; the same seed gives the same people. */
export function* households(d: Dice, area: string, places: readonly Place[], count: number, today: Day): Generator<InventedPerson[]> {
  let made = 0;
  // The county town holds about a third.
  const weights = places.map((_, i) => (i === 0 ? 4 : 1.6));
  const total = weights.reduce((a, b) => a + b, 0);
  const choose = () => {
    let x = d.next() * total;
    for (const [i, w] of weights.entries()) {
      x -= w;
      if (x < 0) return places[i]!;
    }
    return places[0]!;
  };
  const used = new Set<string>();
  const numbered = (birth: Day, sex: 'male' | 'female') => {
    for (let tries = d.between(0, 499); ; tries++) {
      const number = identityNumber(d, area, birth, sex, tries);
      if (!used.has(number)) {
        used.add(number);
        return number;
      }
    }
  };
  while (made < count) {
    const place = choose();
    const village = d.pick(place.villages);
    const household = d.uuid();
    const address = `${place.name}${village.name.replace(/(居民|村民)委员会$/, '')}${d.between(1, 300)}号`;
    const headAge = d.between(26, 78);
    const surname = d.pick(surnames);
    const member = (sex: 'male' | 'female', age: number, relation: string, own = surname): InventedPerson => {
      const birth = addDays(today, -Math.floor(age * 365.25) - d.between(1, 300));
      made++;
      return {
        id: d.uuid(),
        name: personName(d, sex, own),
        sex,
        birth,
        identity: numbered(birth, sex),
        phone: age >= 16 ? phoneNumber(d, made) : undefined,
        town: place.id,
        village: village.code,
        address,
        household,
        relation,
      };
    };
    const family = [member('male', headAge, '户主'), member('female', Math.max(22, headAge - d.between(-2, 4)), '配偶', d.pick(surnames))];
    const children = headAge < 30 ? d.between(0, 1) : d.between(0, 2);
    for (let c = 0; c < children; c++) family.push(member(d.chance(0.5) ? 'male' : 'female', Math.max(0, headAge - d.between(22, 30) - c * 3), '子女'));
    if (headAge < 50 && d.chance(0.25)) family.push(member('female', headAge + d.between(22, 28), '母亲', d.pick(surnames)));
    yield family;
  }
}

const trades = [
  '面馆',
  '火锅店',
  '超市',
  '药店',
  '建材',
  '汽修',
  '服装',
  '农产品',
  '物流',
  '建筑工程',
  '装饰',
  '广告',
  '养殖',
  '核桃加工',
  '文化传媒',
  '养老服务',
  '科技',
  '洗煤',
  '餐饮管理',
  '运输',
];
const marks = [
  '鑫隆',
  '宏达',
  '瑞丰',
  '柏洼',
  '南川',
  '凤城',
  '吉祥',
  '永盛',
  '福源',
  '惠民',
  '康泰',
  '晋西',
  '宁乡',
  '金罗',
  '暖泉',
  '聚福',
  '德胜',
  '天宇',
  '华康',
  '兴农',
];

export interface InventedFirm {
  id: string;
  name: string;
  creditCode: string;
  kind: 'company' | 'sole-trader';
  legalPerson: string;
  status: 'active' | 'abnormal' | 'struck-off';
  town: string;
  address: string;
  scope: string;
  founded: Day;
}

export function firm(d: Dice, area: string, legal: InventedPerson, today: Day, n: number, status: InventedFirm['status'] = 'active'): InventedFirm {
  const trade = trades[n % trades.length]!;
  const sole = d.chance(0.4);
  return {
    id: d.uuid(),
    name: sole ? `中阳县${d.pick(marks)}${trade}（个体工商户）` : `中阳县${d.pick(marks)}${trade}有限公司`,
    creditCode: creditCode(d, area, sole ? '92' : '91'),
    kind: sole ? 'sole-trader' : 'company',
    legalPerson: legal.id,
    status,
    town: legal.town,
    address: legal.address,
    scope: `${trade}经营`,
    founded: addDays(today, -d.between(60, 4000)),
  };
}
