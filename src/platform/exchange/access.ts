/** Who may see and work the exchange; how rows tell whose they are. */
import { type Guard, permit } from '../access/index.ts';

const looks = { administrator: 'county', supervisor: 'county', leader: 'county' } as const;
const worker = { reviewer: 'department', 'unit-head': 'department' } as const;

export const exchangePermits = [
  permit('exchange.read', '查看与上级平台的对接', looks),
  permit('exchange.operate', '重发、跳过报文，暂停和恢复对接', { administrator: 'county' }),
  permit('exchange.keep', '维护对接的平台和公钥', { administrator: 'county' }),
  permit('exchange.send', '向上级平台发送报文', {}),
  permit('exchange-key.read', '查看本县的报文公钥', { guest: 'anyone' }),
  permit('exchange-message.receive', '接收上级平台的报文（凭签名）', { guest: 'anyone' }),
  permit('data-service.read', '查看数据共享服务', { ...worker, administrator: 'county', auditor: 'county' }),
  permit('data-service.keep', '维护数据共享服务', { administrator: 'county' }),
  permit('data-query.read', '查看数据共享查询', { ...worker, resident: 'own', auditor: 'county' }),
  permit('data-query.ask', '通过数据共享查询', { ...worker }),
  permit('data-query.answer', '登记数据共享查询的答复', {}),
  permit('data-consent.read', '查看数据查询的同意', { ...worker, resident: 'own', auditor: 'county' }),
  permit('data-consent.ask', '请本人同意数据查询', { ...worker }),
  permit('data-consent.give', '同意、不同意或撤回数据查询', { resident: 'own' }),
];

const party = 'principal::text = any((select app.parties())::text[])';
const unit = 'unit = any((select app.units())::text[])';

export const exchangeGuards: Guard[] = [
  ...[
    'exchange_partner',
    'exchange_subject',
    'exchange_out',
    'exchange_try',
    'exchange_item',
    'exchange_in_subject',
    'exchange_in',
    'exchange_origin',
    'exchange_file',
  ].map(table => ({
    table,
    record: 'exchange',
  })),
  { table: 'data_service', record: 'data-service', relations: { department: 'true' } },
  { table: 'data_query', record: 'data-query', relations: { own: party, department: unit } },
  { table: 'data_consent', record: 'data-consent', relations: { own: party, department: unit } },
];
