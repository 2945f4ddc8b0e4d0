/** Exchange with the city's and the province's platforms, and data sharing through them (中政发〔2024〕16号 二（二）4). */
import { get, post, put } from '../http/index.ts';
import type { Part } from '../manifest/index.ts';
import { exchangeGuards, exchangePermits } from './access.ts';
import { askConsent, consents, decideConsent } from './consents.ts';
import { exchangeDemo } from './demo.ts';
import { receive } from './incoming.ts';
import { message, messages } from './messages.ts';
import { retryMessage, skipMessage } from './operate.ts';
import { gauges, overview } from './overview.ts';
import { exchangeKeys, keepPartner, pausePartner, resumePartner } from './partners.ts';
import { askData, queries, readAnswer } from './queries.ts';
import { sendJob } from './sender.ts';
import { keepService, listServices } from './services.ts';
import { exchangeTemplates } from './templates.ts';

export type { ConsentView } from './consents.ts';
export { canonical, digestOf, type Envelope, envelopeSchema, holds, type Receipt, receiptSchema, signed } from './envelope.ts';
export { type Askable, askable, askInstead, type IntakeAnswer, intakeAnswers, intakeFiled } from './intake.ts';
export type { MessageView, OneMessage } from './messages.ts';
export type { PartnerView } from './overview.ts';
export type { QueryView } from './queries.ts';
export { sendDue, sendJob } from './sender.ts';
export type { ServiceView } from './services.ts';

export const exchangeRoom: Part = {
  permits: exchangePermits,
  guards: exchangeGuards,
  steps: {
    'exchange.keep': '维护对接的平台',
    'exchange.pause': '暂停发送',
    'exchange.resume': '恢复发送',
    'exchange.retry': '重发报文',
    'exchange.skip': '跳过报文',
    'exchange.claim': '取出待发报文',
    'exchange.sent': '登记发送结果',
    'exchange.items': '事项要素排队',
    'exchange.tell-down': '通知对接中断',
    'exchange.receive': '接收报文',
    'data-query.write': '写出数据查询报文',
    'data-query.open': '查看查询答复',
    'data-service.keep': '维护数据服务',
  },
  records: { partner: '对接的平台', message: '报文', 'data-query': '数据查询', 'data-consent': '数据查询的同意', 'data-service': '数据服务' },
  routes: [
    get('/exchange/key', exchangeKeys),
    post('/exchange/messages', receive),
    { ...get('/desk/exchange', overview), gauges },
    get('/desk/exchange/messages', messages),
    get('/desk/exchange/messages/:messageId', message),
    post('/desk/exchange/messages/:messageId/retry', retryMessage),
    post('/desk/exchange/messages/:messageId/skip', skipMessage),
    put('/desk/exchange/partners/:partnerId', keepPartner),
    post('/desk/exchange/partners/:partnerId/pause', pausePartner),
    post('/desk/exchange/partners/:partnerId/resumption', resumePartner),
    get('/data-services', listServices),
    put('/data-services/:serviceId', keepService),
    get('/data-queries', queries),
    post('/data-queries', askData),
    post('/data-queries/:queryId/opening', readAnswer),
    get('/data-consents', consents),
    post('/data-consents', askConsent),
    post('/data-consents/:consentId/decision', decideConsent),
  ],
  templates: exchangeTemplates,
  jobs: house => [sendJob(house) as never],
  demo: exchangeDemo,
};
