/** A plan in the words of its print, made of its rows: what it says of sums and counts cannot differ from the table. Pure. */
import { wanOf } from '#platform/money';
import { kinds, type ProjectKind, type Purse } from './figures.ts';
import { type Entry, fromPurse } from './plan.ts';

const numerals = ['一', '二', '三', '四'];
const abs = (n: bigint) => (n < 0n ? -n : n);
const sum = (rows: readonly Entry[], purse?: Purse) => rows.reduce((n, r) => n + (purse ? fromPurse(r, purse) : abs(r.change)), 0n);

const wan = (n: bigint) => `${wanOf(n)} 万元`;
const counted = (rows: readonly Entry[]) => {
  const rectified = sum(rows, 'rectification');
  return `${rows.length} 个，涉及资金 ${wan(sum(rows))}${rectified > 0n ? `，其中包含绩效评价问题整改资金 ${wan(rectified)}` : ''}`;
};

const purses = (r: Entry) => (r.parts ? `（使用衔接资金 ${wan(r.parts[0] ?? 0n)}，绩效评价问题整改资金 ${wan(r.parts[1] ?? 0n)}）` : '');
/** A sentence's end is not wanted twice. */
const why = (r: Entry) => (r.reason ? `因${r.reason.replace(/^因|[。；，]+$/g, '')}，` : '根据实施情况，');

function sentence(r: Entry): string {
  const name = `${r.no}. ${r.name}：`;
  if (r.part === 'cut') {
    const came = r.settled === undefined ? why(r) : `实际结算支付 ${wan(r.settled)}，`;
    return `${name}${r.planned === undefined ? '' : `投资 ${wan(r.planned)}，`}${came}需核减资金 ${wan(abs(r.change))}${purses(r)}。`;
  }
  if (r.part === 'new') return `${name}${r.reason ? `用于${r.reason.replace(/[。；，]+$/g, '')}。` : ''}需新增安排 ${wan(abs(r.change))}${purses(r)}。`;
  if (r.quantity !== undefined && r.rate !== undefined && r.paid !== undefined)
    return `${name}补贴资金 ${wan(r.paid)}，用于 ${wanOf(r.quantity)} 万棒。按照补贴标准：${wanOf(r.rate)} 元/棒，${r.due === undefined ? '' : `应补贴 ${wan(r.due)}，`}需新增安排 ${wan(abs(r.change))}${purses(r)}。`;
  if (r.settled !== undefined && r.paid !== undefined)
    return `${name}决算价为 ${wan(r.settled)}，已支付 ${wan(r.paid)}，还需新增安排 ${wan(abs(r.change))}${purses(r)}。`;
  return `${name}${why(r)}需新增安排 ${wan(abs(r.change))}${purses(r)}。`;
}

const cutHeads: Record<ProjectKind, string> = { industry: '产业类涉及', infrastructure: '基础设施项目', construction: '乡村建设行动项目', other: '其他类项目' };

/** Line by line, the parts of the print that come from rows. */
export function narrativeOf(rows: readonly Entry[]): string[] {
  const of = (part: Entry['part'], kind?: ProjectKind) => rows.filter(r => r.part === part && (!kind || r.kind === kind)).sort((a, b) => a.no - b.no);
  const all = Object.keys(kinds) as ProjectKind[];
  const [cuts, additions, fresh] = [of('cut'), of('addition'), of('new')];
  const cutKinds = all.filter(k => of('cut', k).length > 0);
  return [
    '二、调整情况',
    `调减资金的项目 ${counted(cuts)}。`,
    ...cutKinds.flatMap((k, i) => {
      const some = of('cut', k);
      const head = k === 'industry' ? `${cutHeads[k]} ${some.length} 个项目${counted(some).replace(/^\d+ 个/, '')}` : `${cutHeads[k]} ${counted(some)}`;
      return [`（${numerals[i]}）${head}。`, ...some.map(sentence)];
    }),
    '三、使用方向',
    `（一）调增资金项目 ${counted(additions)}。${of('addition', 'industry').length > 0 ? `其中产业类项目 ${counted(of('addition', 'industry'))}。` : ''}`,
    ...all.flatMap(k => {
      const some = of('addition', k);
      return some.length > 0
        ? [`${k === 'industry' ? '产业类项目' : k === 'other' ? '其他类项目' : `${kinds[k]}项目`} ${some.length} 个：`, ...some.map(sentence)]
        : [];
    }),
    ...(fresh.length > 0 ? [`（二）新增项目 ${counted(fresh)}。`, ...fresh.map(sentence)] : []),
  ];
}
