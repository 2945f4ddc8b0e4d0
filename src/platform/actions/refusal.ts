/** What is refused, and why, in words for the reader. Everything else that is thrown is a bug. */

/** One fault at one place of the input; `path` as in `values.child-name`. */
export interface Fault {
  path: string;
  message: string;
}

export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly faults: Fault[];
  /** Data for the page, e.g. who changed what in a conflict. */
  readonly data?: Record<string, unknown>;

  constructor(code: string, status: number, title: string, more: { detail?: string; faults?: Fault[]; data?: Record<string, unknown> } = {}) {
    super(title);
    this.code = code;
    this.status = status;
    this.detail = more.detail ?? '';
    this.faults = more.faults ?? [];
    if (more.data) this.data = more.data;
  }
}

type More = { detail?: string; faults?: Fault[]; data?: Record<string, unknown> };

/**
 * A room's refusals by code: `const refuse = refusals({ 'own-case': [403, '不能办理自己的申请'] })`, then
 * `throw refuse('own-case')`.
 */
export const refusals =
  <C extends string>(table: Record<C, readonly [status: number, title: string]>) =>
  (code: C, more: More | string = {}): Refusal =>
    new Refusal(code, table[code][0], table[code][1], typeof more === 'string' ? { detail: more } : more);

/** Refusals that every room shares. */
export const refuse = refusals({
  'sign-in-needed': [401, '请先登录'],
  forbidden: [403, '您没有权限做这件事'],
  'elevation-needed': [403, '这一步要再次验证身份'],
  'not-found': [404, '没有找到，或您无权查看'],
  input: [422, '填写的内容有误，请按提示修改'],
  'unknown-input': [400, '提交的内容里有不认识的项'],
  'key-needed': [400, '缺少防重复提交的编号（Idempotency-Key）'],
  'key-reused': [422, '刚才那一次其实已经提交成功，之后内容改过；请先刷新看看，还要另交一份就再提交一次'],
  changed: [409, '内容已被别人修改，请刷新后再试'],
  'wrong-state': [409, '现在的状态不能这样做'],
  'two-persons': [403, '这一步必须由另一个人来做'],
});
