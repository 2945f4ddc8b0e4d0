/** A language model that helps, lies, sleeps and fails: what it says is used only where the sources say it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type County, newCounty } from '../../testing/index.ts';
import { numbersOf, numeral, unfounded } from './checked.ts';
import { openModel } from './model.ts';

const sources = '普通居民每人每年交 400 元，财政补助不低于 670 元。县医保局负责，办理时限 5 个工作日，打 12345。';

describe('what a model says', () => {
  it.each(['每人每年交 400 元。', '居民自己交四百元，另有补助。', '县医保局负责，5 个工作日办好，可以打 12345。'])('holds: %s', text =>
    expect(unfounded(text, sources)).toEqual([]),
  );
  it.each([
    ['每人每年交 380 元。', 'another amount'],
    ['交三百八十元。', 'another amount in words'],
    ['5 天办好。', 'days for working days'],
    ['县税务局负责。', 'another unit'],
    ['打 0358-5022222 问。', 'a telephone'],
    ['不收费。', 'a promise'],
    ['当天就能办好。', 'a promise'],
    ['详见 https://evil.cn', 'an address'],
    ['[点这里](thing:1)', 'a link'],
    ['', 'nothing'],
    ['很好'.repeat(300), 'too much'],
  ])('does not hold: %s (%s)', text => expect(unfounded(text, sources)).not.toEqual([]));
  it('reads numbers in words', () => {
    expect(['三', '十', '二十三', '四百', '一千零五', '三万五千', '二〇二五'].map(numeral)).toEqual([3, 10, 23, 400, 1005, 35_000, 2025]);
    expect([...numbersOf('三个月交 1,200 元')].sort()).toEqual(['1200', '3']);
  });
});

let server: Server;
let url: string;
let says: (request: IncomingMessage, response: ServerResponse, body: string) => void;
const heard: string[] = [];
const saying = (content: string) => (_: IncomingMessage, response: ServerResponse) =>
  void response.setHeader('content-type', 'application/json').end(JSON.stringify({ choices: [{ message: { content } }] }));
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', d => (body += d));
    request.on('end', () => {
      heard.push(body);
      says(request, response, body);
    });
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`;
});
afterAll(() => new Promise(done => server.close(done)));
afterEach(() => void (heard.length = 0));

const log = { info() {}, warn() {}, error() {} };
const found = { question: '居民医保交多少钱', sources: [{ title: '中政办发〔2024〕25号', text: sources }] };

describe('a model behind an address', () => {
  const word = (patience?: number) => openModel({ url, model: 'm', key: 'k', log, ...(patience ? { patience } : {}) }).word(found);
  it('is asked with the sources and its key, and used where it keeps to them', async () => {
    let authorization = '';
    says = (request, response) => {
      authorization = `${request.url} ${request.headers.authorization}`;
      saying('每人每年交 400 元。')(request, response);
    };
    expect(await word()).toBe('每人每年交 400 元。');
    expect(authorization).toBe('/v1/chat/completions Bearer k');
    expect(JSON.parse(heard[0]!).messages[1].content).toContain('670 元');
  });
  it.each<[string, typeof says]>([
    ['lies', saying('每人每年交 350 元。')],
    ['says nothing', saying('  ')],
    ['fails', (_, response) => response.writeHead(500).end()],
    ['answers in another shape', (_, response) => response.end('{"choices":[]}')],
    ['answers with a page', (_, response) => response.end('<html>')],
    ['leads elsewhere', (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ])('that %s is not used', async (_, how) => {
    says = how;
    expect(await word()).toBeNull();
  });
  it('is not waited for longer than one has patience', async () => {
    says = (_, response) => void setTimeout(() => saying('每人每年交 400 元。')(_, response), 900);
    expect(await word(300)).toBeNull();
  });
  it('thinks about two questions at once, and the third has its answer without it', async () => {
    says = (_, response) => void setTimeout(() => saying('每人每年交 400 元。')(_, response), 100);
    const m = openModel({ url, model: 'm', log });
    expect(await Promise.all([m.word(found), m.word(found), m.word(found)])).toEqual(['每人每年交 400 元。', '每人每年交 400 元。', null]);
  });
});

describe('in the county', () => {
  let county: County;
  beforeAll(async () => {
    process.env.LLM_URL = url;
    process.env.LLM_MODEL = 'm';
    county = await newCounty();
  });
  afterAll(async () => {
    delete process.env.LLM_URL;
    delete process.env.LLM_MODEL;
    await county.close();
  });
  it('words an answer beside its sources, never sees a number of a person, and is not asked where nothing is known', async () => {
    says = saying('普通居民每人每年交 400 元。');
    const a = (await county.guest().post('/ask', { question: '合作医疗交多少钱，我电话13812345678' })).body;
    expect(a).toMatchObject({ kind: 'answer', summary: '普通居民每人每年交 400 元。' });
    expect(a.blocks[0].source.title).toContain('中政办发〔2024〕25号');
    expect(heard).toHaveLength(1);
    expect(heard[0]).not.toContain('13812345678');
    expect((await county.guest().post('/ask', { question: '明天下雪吗' })).body).toMatchObject({ kind: 'unknown', summary: null });
    expect(heard).toHaveLength(1);
    says = saying('每人只交 1 元。');
    expect((await county.guest().post('/ask', { question: '合作医疗交多少钱' })).body).toMatchObject({ kind: 'answer', summary: null });
  });
});
