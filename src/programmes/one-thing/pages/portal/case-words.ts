/** How a case goes, in plain words: one line a matter, and its history. Pure. */
import { eventNames, stopKinds } from '#platform/cases/pure';
import { day } from '#ui/words';
import type { CaseView } from '../../case-view.ts';

export type TaskShown = CaseView['tasks'][number];

export interface Line {
  /** How it stands, as a tag. */
  tag: string;
  look: 'good' | 'warn' | 'bad' | 'brand' | undefined;
  text: string;
  /** The applicant has to do something. */
  you?: boolean;
}

const quoted = (view: CaseView, keys: readonly string[]) => keys.map(k => `“${view.tasks.find(t => t.key === k)?.title ?? k}”`).join('和');

/** Whose turn it is, by which day, what it waits for. */
export function lineOf(view: CaseView, task: TaskShown, today: string): Line {
  const unit = view.units[task.unit] ?? task.unit;
  const on = (date: string | null) => day(date, today);
  switch (task.state) {
    case 'waiting': {
      const open = task.after.filter(k => !view.tasks.some(t => t.key === k && t.outcome === 'approved'));
      return { tag: '排队', look: undefined, text: `等${quoted(view, open)}办好，${unit}就接着办` };
    }
    case 'ready':
      return { tag: '等待受理', look: 'brand', text: task.dueOn ? `轮到${unit}，${on(task.dueOn)}前受理` : `轮到${unit}受理` };
    case 'accepted':
      if (task.light === 'red') return { tag: '超过承诺', look: 'bad', text: `${unit}正在办，比承诺的${on(task.dueOn)}晚了${legal(task, on)}` };
      return { tag: '正在办', look: 'brand', text: task.dueOn ? `${unit}正在办，${on(task.dueOn)}前办好` : `${unit}正在办` };
    case 'correcting':
      return { tag: '等您补正', look: 'bad', text: `轮到您：${unit}请您补正，这段时间不计入时限`, you: true };
    case 'suspended': {
      const stop = task.stops.find(s => s.to === null);
      const why = stop ? stopKinds[stop.kind as keyof typeof stopKinds] : '';
      return { tag: '暂停计时', look: 'warn', text: `${unit}正在${why}${stop?.expectedDays ? `，预计 ${stop.expectedDays} 天` : ''}，这段时间不计入时限` };
    }
    case 'approved':
      return {
        tag: '已通过',
        look: 'good',
        text: view.case.delivery === 'post' ? `${on(task.closedOn)}办好了，正在寄给您` : `${on(task.closedOn)}办好了，请带身份证到窗口领取`,
      };
    case 'withdrawn':
      return { tag: '已撤回', look: undefined, text: `${on(task.closedOn)}撤回` };
    case 'not-needed':
      return { tag: '不再办', look: undefined, text: task.because ? `因为${quoted(view, [task.because])}没有办成，这一项不能接着办` : '这一项不再需要' };
    default:
      if (task.outcome === 'refused') return { tag: '没有通过', look: 'bad', text: `${unit}${on(task.closedOn)}作出决定` };
      return { tag: '办好了', look: 'good', text: `${on(task.closedOn)}办好${posted(view, task)}` };
  }
}

/** The number by which the parcel can be followed. */
function posted(view: CaseView, task: TaskShown): string {
  const sent = view.events.find(e => e.taskId === task.id && e.kind === 'deliver' && e.detail.way === 'post');
  return sent ? `，已寄出，邮寄单号 ${sent.detail.note}` : '';
}

const legal = (task: TaskShown, on: (date: string | null) => string) =>
  task.legalDueOn && task.legalDueOn !== task.dueOn ? `；法定期限是${on(task.legalDueOn)}` : '';

/** Whether anything can still be withdrawn. */
export const openTasks = (view: CaseView): TaskShown[] => view.tasks.filter(t => ['waiting', 'ready', 'accepted', 'correcting', 'suspended'].includes(t.state));

/** Working days until everything is done when nothing stops: the longest way through the order. */
export function wholeDays(tasks: readonly Pick<TaskShown, 'key' | 'after' | 'promisedDays'>[]): number {
  const known = new Map<string, number>();
  const until = (key: string): number => {
    const task = tasks.find(t => t.key === key);
    if (!task) return 0;
    if (!known.has(key)) known.set(key, task.promisedDays + Math.max(0, ...task.after.map(until)));
    return known.get(key)!;
  };
  return Math.max(0, ...tasks.map(t => until(t.key)));
}

/** For the receipt: who begins now, who waits. */
export function firstWords({ case: file, tasks, units }: CaseView): string {
  const now = [...new Set(tasks.filter(t => t.state === 'ready' || t.state === 'accepted').map(t => units[t.unit]))];
  const done = tasks.filter(t => t.outcome === 'approved').length;
  const waiting = tasks.filter(t => t.state === 'waiting').length;
  const words = [
    done > 0 ? `${done} 个事项已经办好` : '',
    now.length > 0 ? `${now.join('、')}先办，5 个工作日内决定是否受理` : '',
    waiting > 0 ? `另外 ${waiting} 个事项等前面的办好，自动接着办，您不用再申请` : '',
  ].filter(Boolean);
  // Printed again later, when nothing begins any more.
  if (words.length === 0) words.push(file.state === 'withdrawn' ? '这次申请已经撤回' : '进展在“我的办件”里看');
  return `${words.join('；')}。`;
}

const filedWords: Record<string, string> = { window: '在窗口提交了申请', exchange: '在上级平台提交了申请' };

/** One event as a sentence. */
export function eventWords(view: CaseView, event: CaseView['events'][number]): string {
  const task = view.tasks.find(t => t.id === event.taskId);
  const about = task ? `“${task.title}”` : '';
  const unit = event.unit ? (view.units[event.unit] ?? '') : '';
  const said = (key: string) => (typeof event.detail[key] === 'string' && event.detail[key] !== '' ? String(event.detail[key]) : '');
  switch (event.kind) {
    case 'filed':
      return filedWords[String(event.detail.channel)] ?? '提交了申请';
    case 'open':
      return `${about}转到${unit}`;
    case 'accept':
      return `${unit}受理了${about}`;
    case 'accept-by-law':
      return `${about}五个工作日内没有答复，依法视为受理`;
    case 'ask':
      return `${unit}请您补正${about}`;
    case 'answer':
      return `提交了${about}的补正`;
    case 'suspend':
      return `${about}暂停计时：${stopKinds[event.detail.kind as keyof typeof stopKinds] ?? ''}${said('reason') ? `，${said('reason')}` : ''}`;
    case 'resume':
      return `${about}恢复计时`;
    case 'extend':
      return `${about}延长 10 个工作日：${said('reason')}`;
    case 'transfer':
      return `${about}由${unit}转给${said('toName')}办理`;
    case 'approved':
      return `${unit}通过了${about}`;
    case 'refused':
      return `${unit}没有通过${about}`;
    case 'licence':
      return `签发了${said('bearer') ? `${said('bearer')}的` : ''}${said('typeName')}`;
    case 'deliver':
      return `${about}的结果已送达${event.detail.way === 'post' ? '（邮寄）' : event.detail.way === 'window' ? '（窗口领取）' : ''}`;
    case 'drop':
      return `${about}不再办理`;
    case 'withdraw':
      return `撤回了${about}${said('reason') ? `：${said('reason')}` : ''}`;
    case 'urged':
      return `督导员催办${about}`;
    case 'supplied':
      return '补交了材料';
    case 'rated':
      return '评价了这次办理';
    case 'finished':
      return '全部办结';
    default:
      return `${eventNames[event.kind] ?? ''}${about}`;
  }
}
