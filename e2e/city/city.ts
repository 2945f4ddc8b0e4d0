/**
 * A stand-in of the city's platform: takes messages of the county, checks them as the real one would, answers signed
 * receipts, remembers in which order it was told, and can be made to fail in every way that a line fails.
 */
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify, { type FastifyReply } from 'fastify';
import { type Sm2KeyPair, sm2KeyPair } from '#platform/crypto';
import { digest, type Message, sign, sorted, verifies } from './protocol.ts';

export type Fault =
  /** Answers after a while: `slowMs`. */
  | 'slow'
  /** 500 to everything. */
  | 'errors'
  /** Takes the message, and the answer gets lost on the way. */
  | 'answer-lost'
  /** Says that it took the message, and forgets it (a crash before the commit). */
  | 'forgets'
  /** Signs receipts with a key that nobody knows. */
  | 'wrong-signature'
  /** Closes the connection in the middle of the answer. */
  | 'half-answer'
  /** Refuses for good (422) what `refuses` says. */
  | 'refuses'
  /** Takes the number and declines by a signed receipt what `refuses` says. */
  | 'declines';

export interface City {
  url: string;
  keyId: string;
  publicKey: string;
  /** Faults that are on; more than one can be. */
  faults: Set<Fault>;
  slowMs: number;
  refuses: (m: Message) => boolean;
  /** The county's key, learned from its open address; messages of others are refused. */
  trusts(keys: { id: string; publicKey: string }[]): void;
  /** What it holds: once each, in the order in which it was taken. */
  taken: Message[];
  /** Every request with a good signature, with repetitions. */
  seen: Message[];
  /** Of the requests that it had in hand at the same time, how many there were at most. */
  mostAtOnce: number;
  /** Numbers that came out of turn; stays empty as long as the county keeps its order. */
  outOfOrder: string[];
  /** What it answers to data queries, by service. */
  records: Record<string, (params: Record<string, string>, asked: Record<string, string>) => object | null>;
  /** A message of the city, whole and signed; parts can be replaced before or after signing. */
  message(topic: string, subject: string, seq: number, body: object, over?: Partial<Message>): Message;
  /** Stops listening, as a machine that is gone; `up` comes back at the same address. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

export interface CityOptions {
  county?: string;
  port?: number;
  keys?: Sm2KeyPair;
  keyId?: string;
  id?: 'city' | 'province';
  say?(line: string): void;
}

export async function openCity(o: CityOptions = {}): Promise<City> {
  const keys = o.keys ?? sm2KeyPair();
  const stranger = sm2KeyPair();
  const me = o.id ?? 'city';
  const county = o.county ?? '141129';
  let trusted: { id: string; publicKey: string }[] = [];
  const next = new Map<string, number>();
  const receipts = new Map<string, { state: string; result: string | null; reason: string | null }>();
  let port = o.port ?? 0;

  const city: City = {
    url: '',
    keyId: o.keyId ?? 'city-1',
    publicKey: keys.publicKey,
    faults: new Set(),
    slowMs: 300,
    refuses: () => true,
    trusts: given => {
      trusted = given;
    },
    taken: [],
    seen: [],
    mostAtOnce: 0,
    outOfOrder: [],
    records: {},
    message(topic, subject, seq, body, over = {}) {
      const text = sorted(body as never);
      const content = {
        v: 1,
        id: crypto.randomUUID(),
        from: me as string,
        to: county,
        topic,
        subject,
        seq,
        sentAt: new Date().toISOString(),
        body: text,
        digest: digest(text),
        key: city.keyId,
        ...over,
      };
      return sign(content, keys.privateKey) as Message;
    },
    down: () => server.close().then(() => undefined),
    up: () => listen(),
    close: () => server.close().then(() => undefined),
  };

  const receipt = (m: Message, state: string, result: string | null, reason: string | null) =>
    sign(
      { v: 1, id: m.id, from: me, to: m.from, state, at: new Date().toISOString(), result, reason, key: city.keyId },
      city.faults.has('wrong-signature') ? stranger.privateKey : keys.privateKey,
    );

  /** What the real one would do with a message; the same one again gets the same answer. */
  function take(m: Message): { status: number; body: object } {
    const key = trusted.find(k => k.id === m.key);
    if (!key || !verifies(m, key.publicKey)) return { status: 403, body: { title: '签名不对' } };
    if (digest(m.body) !== m.digest) return { status: 422, body: { title: '摘要不对' } };
    city.seen.push(m);
    if (city.faults.has('forgets')) return { status: 200, body: receipt(m, 'done', null, null) };
    const before = receipts.get(m.id);
    if (before) return { status: 200, body: receipt(m, before.state, before.result, before.reason) };
    if (m.topic === 'query') return { status: 200, body: remember(m, ...answered(m)) };
    if (city.faults.has('refuses') && city.refuses(m)) return { status: 422, body: { title: '这一份不收', detail: m.subject } };
    const expected = next.get(m.subject) ?? 1;
    if (m.seq !== expected) {
      city.outOfOrder.push(`${m.subject}: ${m.seq} instead of ${expected}`);
      return { status: 409, body: { title: `序号应为 ${expected}` } };
    }
    next.set(m.subject, expected + 1);
    if (city.faults.has('declines') && city.refuses(m)) return { status: 200, body: remember(m, 'refused', null, '和本平台的登记对不上') };
    city.taken.push(m);
    o.say?.(`${m.topic} ${m.subject} #${m.seq}`);
    return { status: 200, body: remember(m, 'done', null, null) };
  }

  function remember(m: Message, state: string, result: string | null, reason: string | null) {
    receipts.set(m.id, { state, result, reason });
    return receipt(m, state, result, reason);
  }

  function answered(m: Message): [string, string | null, string | null] {
    const asked = JSON.parse(m.body) as Record<string, string> & { params: Record<string, string> };
    const record = city.records[asked.service!];
    if (!record) return ['refused', null, '没有这项数据服务'];
    const found = record(asked.params, asked);
    return ['done', sorted((found ? { found: true, ...found } : { found: false }) as never), null];
  }

  let inHand = 0;
  async function answer(m: Message, reply: FastifyReply) {
    city.mostAtOnce = Math.max(city.mostAtOnce, ++inHand);
    try {
      return await say(m, reply);
    } finally {
      inHand--;
    }
  }

  async function say(m: Message, reply: FastifyReply) {
    if (city.faults.has('slow')) await sleep(city.slowMs);
    if (city.faults.has('errors')) return reply.code(500).send({ title: '内部错误' });
    const { status, body } = take(m);
    if (city.faults.has('answer-lost')) {
      reply.hijack();
      reply.raw.destroy();
      return reply;
    }
    if (city.faults.has('half-answer')) {
      reply.hijack();
      reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
      reply.raw.write('{"v":1,');
      setTimeout(() => reply.raw.destroy(), 20);
      return reply;
    }
    return reply.code(status).send(body);
  }

  const build = () => {
    const app = Fastify({ forceCloseConnections: true });
    app.post('/api/messages', (request, reply) => answer(request.body as Message, reply));
    return app;
  };
  let server = build();
  async function listen() {
    if (server.server.listening) return;
    if (port !== 0 && city.url) server = build();
    await server.listen({ port, host: '127.0.0.1' });
    port = (server.server.address() as AddressInfo).port;
    city.url = `http://127.0.0.1:${port}/api`;
  }
  await listen();
  return city;
}
