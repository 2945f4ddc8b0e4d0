/** Sends what is due, over HTTP, outside of any transaction; a sender that is killed leaves leases that run out. */
import { setTimeout as sleep } from 'node:timers/promises';
import { scopeOf, systemActor } from '../access/index.ts';
import { answer, type House, knownActor, perform } from '../actions/index.ts';
import { type Job, sendLater } from '../jobs/index.ts';
import { type Envelope, holds, type Receipt, receiptSchema } from './envelope.ts';
import { type Claimed, claim, dueNow, itemsChanged, queueItems, type Result, recordSent, tellDown } from './outgoing.ts';
import { type Outcome, outcomeOf } from './rules.ts';

const requestSeconds = 15;
const mostBytes = 512 * 1024;
/** One run of the job: a server that ends waits for it. */
const runMs = 5000;

interface Line {
  url: string;
  keys: readonly { id: string; publicKey: string }[];
}

/** One message over the line, and what came of it; never throws. */
export async function post(line: Line, envelope: Envelope): Promise<{ outcome: Outcome; receipt?: Receipt }> {
  let status: number;
  let text: string;
  try {
    const response = await fetch(`${line.url}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(envelope),
      redirect: 'error',
      signal: AbortSignal.timeout(requestSeconds * 1000),
    });
    status = response.status;
    text = await bounded(response);
  } catch (error) {
    return { outcome: { kind: 'silent', answer: whyNot(error) } };
  }
  if (status !== 200) return { outcome: outcomeOf(status, `${status} ${problemIn(text)}`.slice(0, 500)) };
  return believed(line, envelope, text);
}

/** A receipt counts when it is for this message and one of the partner's keys signed it. */
function believed(line: Line, envelope: Envelope, text: string): { outcome: Outcome; receipt?: Receipt } {
  const parsed = receiptSchema.safeParse(json(text));
  if (!parsed.success) return { outcome: { kind: 'failed', answer: '回执的格式不对' } };
  const receipt = parsed.data;
  const key = line.keys.find(k => k.id === receipt.key);
  if (!key || !holds(receipt, key.publicKey)) return { outcome: { kind: 'failed', answer: '回执的签名不对' } };
  if (receipt.id !== envelope.id || receipt.from !== envelope.to || receipt.to !== envelope.from)
    return { outcome: { kind: 'failed', answer: '回执不是这份报文的' } };
  if (receipt.state === 'refused') return { outcome: { kind: 'declined', answer: receipt.reason ?? '对方退回，没有写原因' }, receipt };
  return { outcome: { kind: 'taken' }, receipt };
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** The words of a problem document, or the beginning of whatever came. */
function problemIn(text: string): string {
  const p = json(text) as { title?: unknown; detail?: unknown } | null;
  return p && typeof p.title === 'string' ? [p.title, p.detail].filter(Boolean).join('：') : text.slice(0, 200);
}

/** The other side decides how much it answers; we decide how much we read. */
async function bounded(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.byteLength;
    if (length > mostBytes) throw new Error('the answer is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function whyNot(error: unknown): string {
  const e = error as Error & { cause?: { code?: string; message?: string } };
  if (e.name === 'TimeoutError') return `${requestSeconds} 秒没有回音`;
  const code = e.cause?.code ?? '';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EHOSTUNREACH' || code === 'ETIMEDOUT') return `连不上（${code}）`;
  return `连接中断（${code || e.cause?.message || e.message}）`.slice(0, 200);
}

const who = (county: string) => knownActor(systemActor(county, '平台对接'));

/** Sends until nothing is due or the time is up: how many were taken, and whether something is left. */
export async function sendDue(house: House, county: string, ms: number): Promise<{ taken: number; left: boolean }> {
  const meta = { county, requestId: `exchange:${crypto.randomUUID().slice(0, 8)}` };
  const ends = performance.now() + ms;
  let taken = 0;
  let failed = false;
  let waited = 0;
  for (;;) {
    const { due } = await answer(house, dueNow, who(county), {}, meta);
    if (!due) {
      // The first retries follow after a second or two: worth waiting for in this run.
      if (!failed || waited >= 2 || performance.now() + 1000 > ends) return { taken, left: false };
      waited++;
      await sleep(1000);
      continue;
    }
    const claimed = await perform(house, claim, who(county), {}, meta);
    if (claimed.length === 0) return { taken, left: false };
    const results = await Promise.all(claimed.map(one));
    await perform(house, recordSent, who(county), { results }, meta);
    const got = results.filter(r => r.outcome.kind === 'taken').length;
    taken += got;
    failed = got < results.length;
    if (performance.now() > ends) return { taken, left: true };
  }
}

const one = async ({ partner, subject, seq, id, envelope }: Claimed): Promise<Result> => ({
  partner: partner.id,
  subject,
  seq,
  id,
  outcome: (await post(partner, envelope)).outcome,
});

/** Comes with every change that partners are told, and each minute for what is tried again. */
export const sendJob = (house: House): Job => ({
  name: 'send-exchange',
  cron: '* * * * *',
  batch: 200,
  async handle(_, county) {
    const meta = { county, requestId: 'exchange' };
    if (await answer(house, itemsChanged, who(county), {}, meta)) await perform(house, queueItems, who(county), {}, meta);
    const { left } = await sendDue(house, county, runMs);
    if (left) await house.db.write(scopeOf(systemActor(county)), sql => sendLater(sql, county, 'send-exchange', {}));
    if ((await answer(house, dueNow, who(county), {}, meta)).tell) await perform(house, tellDown, who(county), {}, meta);
  },
});
