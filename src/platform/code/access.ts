/** Who may show, scan and look at codes, and keep terminals. */
import { type Guard, permit } from '../access/index.ts';

export const codePermits = [
  permit('code.show', '出示中阳码', { resident: 'self' }),
  permit('code.read', '查看自己出示的码', { resident: 'self' }),
  permit('code-log.read', '查看自己的码被谁读过', { resident: 'own' }),
  permit('code-scan.make', '扫中阳码', { 'window-clerk': 'county', helper: 'county' }),
  permit('code-key.read', '查看验码公钥', { guest: 'anyone' }),
  permit('terminal.list', '查看扫码终端', { 'window-clerk': 'county', helper: 'county', 'service-owner': 'county', administrator: 'county' }),
  permit('terminal.keep', '添加、停用扫码终端', { 'service-owner': 'county', administrator: 'county' }),
  permit('enrolment.make', '登记一台自助设备', { guest: 'anyone' }),
  permit('code-scan.note', '记下没有读成的扫码', {}),
];

/** Scanning writes as the house: a clerk reads what a code opened and no log; the log is its owner's. */
export const codeGuards: Guard[] = [
  { table: 'terminal', record: 'terminal' },
  { table: 'shown_code', record: 'code', relations: { self: 'person::text = (select app.actor())' } },
  {
    table: 'code_scan',
    record: 'code-log',
    // A firm's log belongs to whoever acts for the whole of it; a person's to nobody else.
    relations: { own: `person::text = (select app.actor()) or (holder_kind = 'firm' and holder::text = any((select app.parties())::text[]))` },
  },
];
