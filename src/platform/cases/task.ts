/** A task: one unit's part of a case, its states and the moves between them. Pure. */
import type { Day } from '../calendar/index.ts';

export const taskStates = {
  waiting: '等待前序',
  ready: '待受理',
  accepted: '办理中',
  correcting: '待补正',
  suspended: '已中止计时',
  approved: '已通过',
  refused: '未通过',
  delivered: '已办结',
  withdrawn: '已撤回',
  'not-needed': '不再需要',
} as const;
export type TaskState = keyof typeof taskStates;

/** States in which a unit has something to do or to wait for. */
export const openStates = ['ready', 'accepted', 'correcting', 'suspended'] as const satisfies readonly TaskState[];
export const finalStates = ['delivered', 'withdrawn', 'not-needed'] as const satisfies readonly TaskState[];

/** Why a clock stands. The applicant is told how long it is expected to take (行政许可法 第四十五条). */
export const stopKinds = {
  correcting: '申请人补正',
  hearing: '听证',
  inspection: '现场核查',
  testing: '检验检测',
  review: '专家评审',
  notice: '公示公告',
  payment: '等待缴费',
  other: '其他',
} as const;
export type StopKind = keyof typeof stopKinds;

export interface Stop {
  kind: StopKind;
  from: Day;
  to: Day | null;
  reason: string;
  expectedDays?: number;
}

/** Asking a colleague of the unit to agree before the decision (会签). */
export interface Cosign {
  staff: string;
  name: string;
  askedOn: Day;
  agrees: boolean | null;
  opinion: string;
}

export interface Decision {
  outcome: 'approved' | 'refused';
  by: string;
  byName: string;
  /** Absent for a decision without a person (秒批). */
  reason: string;
  basis: string;
  remedy: string;
}

export interface Task {
  id: string;
  /** Name of the task within its case: the matter. */
  key: string;
  title: string;
  unit: string;
  /** Keys of the tasks that must be approved first. */
  after: readonly string[];
  state: TaskState;
  outcome: 'approved' | 'refused' | null;
  /** When it came to the unit. */
  readyOn: Day | null;
  acceptedOn: Day | null;
  /** Accepted by law, because nobody acted. */
  tacit: boolean;
  closedOn: Day | null;
  /** Working days. */
  promisedDays: number;
  legalDays: number | null;
  extendedDays: number;
  stops: readonly Stop[];
  /** How often corrections were asked for. */
  corrections: number;
  /** A supervisor's reason for a second request. */
  secondCorrection: string | null;
  cosigns: readonly Cosign[];
  decision: Decision | null;
  /** The task whose end makes this one impossible. */
  because: string | null;
}

/** A task of a new case, before anything has happened to it. */
export const newTask = (t: Pick<Task, 'id' | 'key' | 'title' | 'unit' | 'after' | 'promisedDays' | 'legalDays'>): Task => ({
  ...t,
  state: 'waiting',
  outcome: null,
  readyOn: null,
  acceptedOn: null,
  tacit: false,
  closedOn: null,
  extendedDays: 0,
  stops: [],
  corrections: 0,
  secondCorrection: null,
  cosigns: [],
  decision: null,
  because: null,
});

/** The law's time for accepting or naming everything that is missing (行政许可法 第三十二条). */
export const acceptanceDays = 5;
/** The law's extension with the head's approval (行政许可法 第四十二条). */
export const extensionDays = 10;

export type Move =
  | { do: 'open' }
  | { do: 'drop'; because: string }
  | { do: 'accept' }
  | { do: 'accept-by-law' }
  | { do: 'ask' }
  | { do: 'answer' }
  | { do: 'suspend'; kind: Exclude<StopKind, 'correcting'>; reason: string; expectedDays: number }
  | { do: 'resume' }
  | { do: 'extend'; reason: string }
  | { do: 'allow-second'; reason: string }
  | { do: 'ask-cosign'; staff: string; name: string }
  | { do: 'cosign'; staff: string; agrees: boolean; opinion: string }
  | { do: 'transfer'; unit: string }
  | { do: 'decide'; decision: Decision }
  | { do: 'deliver' }
  | { do: 'withdraw' };
export type MoveName = Move['do'];

/** States in which each move is possible; the permission table prints it, the rules keep it. */
export const movesFrom: Record<MoveName, readonly TaskState[]> = {
  open: ['waiting'],
  drop: ['waiting'],
  accept: ['ready'],
  'accept-by-law': ['ready'],
  ask: ['ready', 'accepted'],
  answer: ['correcting'],
  suspend: ['accepted'],
  resume: ['suspended'],
  extend: ['accepted', 'suspended'],
  'allow-second': ['ready', 'accepted'],
  'ask-cosign': ['ready', 'accepted', 'suspended'],
  cosign: ['ready', 'accepted', 'suspended'],
  transfer: ['ready', 'accepted', 'suspended'],
  decide: ['ready', 'accepted'],
  deliver: ['approved', 'refused'],
  withdraw: ['waiting', 'ready', 'accepted', 'correcting', 'suspended'],
};

/** Everything that speaks against a move; empty when it can be made. */
export function against(task: Task, move: Move): string[] {
  if (!movesFrom[move.do].includes(task.state)) return [`事项现在是“${taskStates[task.state]}”，不能${moveNames[move.do]}`];
  const reasons: string[] = [];
  switch (move.do) {
    case 'ask':
      if (task.corrections > 0 && task.secondCorrection === null) reasons.push('补正要求应当一次告知；再次要求补正，须先由督导员写明理由同意');
      break;
    case 'extend':
      if (task.extendedDays > 0) reasons.push('办理期限只能延长一次');
      if (!move.reason.trim()) reasons.push('延长办理期限要写明理由，并告知申请人');
      break;
    case 'suspend':
      if (!move.reason.trim()) reasons.push('中止计时要写明理由');
      if (move.expectedDays < 1) reasons.push('要告知申请人预计需要几天');
      break;
    case 'allow-second':
      if (!move.reason.trim()) reasons.push('同意再次补正要写明理由');
      break;
    case 'ask-cosign':
      if (task.cosigns.some(c => c.staff === move.staff && c.agrees === null)) reasons.push('已经请这位同事会签，还没有答复');
      break;
    case 'cosign': {
      const mine = task.cosigns.find(c => c.staff === move.staff && c.agrees === null);
      if (!mine) reasons.push('没有等待您会签的请求');
      if (!move.agrees && !move.opinion.trim()) reasons.push('不同意要写明意见');
      break;
    }
    case 'decide': {
      const { decision } = move;
      const open = task.cosigns.filter(c => c.agrees === null);
      if (open.length > 0) reasons.push(`还在等 ${open.map(c => c.name).join('、')} 会签`);
      if (decision.outcome === 'approved' && task.cosigns.some(c => c.agrees === false)) reasons.push('会签有人不同意，不能通过');
      if (decision.outcome === 'refused') {
        if (!decision.reason.trim()) reasons.push('不予通过要写明理由');
        if (!decision.basis.trim()) reasons.push('不予通过要写明依据');
        if (!decision.remedy.trim()) reasons.push('不予通过要告知救济途径（复议、诉讼）');
      }
      break;
    }
  }
  return reasons;
}

export const moveNames: Record<MoveName, string> = {
  open: '开始',
  drop: '取消',
  accept: '受理',
  'accept-by-law': '视为受理',
  ask: '要求补正',
  answer: '补正',
  suspend: '中止计时',
  resume: '恢复计时',
  extend: '延长期限',
  'allow-second': '同意再次补正',
  'ask-cosign': '请人会签',
  cosign: '会签',
  transfer: '转办',
  decide: '作出决定',
  deliver: '送达',
  withdraw: '撤回',
};

const stop = (task: Task, s: Stop): readonly Stop[] => [...task.stops, s];
const unstop = (task: Task, on: Day): readonly Stop[] => task.stops.map(s => (s.to === null ? { ...s, to: on } : s));

/** The task after a move that nothing speaks {@link against}. */
export function apply(task: Task, move: Move, on: Day): Task {
  switch (move.do) {
    case 'open':
      return { ...task, state: 'ready', readyOn: on };
    case 'drop':
      return { ...task, state: 'not-needed', because: move.because, closedOn: on };
    case 'accept':
      return { ...task, state: 'accepted', acceptedOn: on };
    case 'accept-by-law':
      // 行政许可法 第三十二条: counts as accepted on the day on which it was received.
      return { ...task, state: 'accepted', acceptedOn: task.readyOn, tacit: true };
    case 'ask':
      return {
        ...task,
        state: 'correcting',
        corrections: task.corrections + 1,
        secondCorrection: null,
        stops: stop(task, { kind: 'correcting', from: on, to: null, reason: '' }),
      };
    case 'answer':
      // A correction before acceptance makes the application new on the day it is complete.
      return task.acceptedOn ? { ...task, state: 'accepted', stops: unstop(task, on) } : { ...task, state: 'ready', readyOn: on, stops: unstop(task, on) };
    case 'suspend':
      return {
        ...task,
        state: 'suspended',
        stops: stop(task, { kind: move.kind, from: on, to: null, reason: move.reason, expectedDays: move.expectedDays }),
      };
    case 'resume':
      return { ...task, state: 'accepted', stops: unstop(task, on) };
    case 'extend':
      return { ...task, extendedDays: extensionDays };
    case 'allow-second':
      return { ...task, secondCorrection: move.reason };
    case 'ask-cosign':
      return { ...task, cosigns: [...task.cosigns, { staff: move.staff, name: move.name, askedOn: on, agrees: null, opinion: '' }] };
    case 'cosign':
      return {
        ...task,
        cosigns: task.cosigns.map(c => (c.staff === move.staff && c.agrees === null ? { ...c, agrees: move.agrees, opinion: move.opinion } : c)),
      };
    case 'transfer':
      return { ...task, unit: move.unit };
    case 'decide':
      return {
        ...task,
        state: move.decision.outcome,
        outcome: move.decision.outcome,
        decision: move.decision,
        acceptedOn: task.acceptedOn ?? on,
        closedOn: on,
      };
    case 'deliver':
      return { ...task, state: 'delivered' };
    case 'withdraw':
      return { ...task, state: 'withdrawn', stops: unstop(task, on), closedOn: on };
  }
}
