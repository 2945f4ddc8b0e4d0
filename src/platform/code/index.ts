/** The Zhongyang code (中阳码): shown by people and firms, read once at a terminal, every reading in the owner's log. */
import { get, post, put } from '../http/index.ts';
import type { Part } from '../manifest/index.ts';
import { codeGuards, codePermits } from './access.ts';
import { codeKeys, hideCode, showCode } from './codes.ts';
import { makeCodes } from './demo.ts';
import { forgetCodesJob } from './forget.ts';
import { codeLog, codeState } from './log.ts';
import { reportOffline } from './offline.ts';
import { scanCode } from './scans.ts';
import { addTerminal, enrol, openEnrolment, setTerminalActive, terminals, whichTerminal } from './terminals.ts';

export type { ScanView } from './log.ts';
export { type CodeRead, readCode, type Scan, scanOf, signInByCode } from './scans.ts';
export { type AtTerminal, type Terminal, type TerminalView, workingTerminal } from './terminals.ts';

export const codeRoom: Part = {
  permits: codePermits,
  guards: codeGuards,
  steps: {
    'code.read': '扫码',
    'sign-in.kiosk': '居民在自助机扫码登录',
  },
  records: { code: '中阳码', terminal: '扫码终端' },
  routes: [
    { ...post('/codes', showCode), withToken: true },
    { ...post('/codes/end', hideCode), withToken: true },
    get('/codes/:codeId', codeState),
    get('/code-scans', codeLog),
    get('/code-keys', codeKeys),

    post('/desk/code-scans', scanCode),
    post('/desk/offline-scans', reportOffline),

    get('/desk/terminals', terminals),
    post('/desk/terminals', addTerminal),
    put('/desk/terminals/:terminalId/activity', setTerminalActive),
    post('/desk/terminals/:terminalId/enrolment', openEnrolment),
    post('/terminal/enrolment', enrol),
    post('/terminal', whichTerminal),
  ],
  jobs: house => [forgetCodesJob(house) as never],
  demo: makeCodes,
};
