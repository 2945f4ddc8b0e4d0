/** One line an address. */
import { get, post, type Route } from '#platform/http';
import { enterLines, entriesBook, listEntries, putVoucher, readVoucher, withdrawVoucher } from './entries.ts';
import { solarNotice } from './notice.ts';
import { openPayments, settleExcess } from './payment-list.ts';
import { listPayments, onePaymentList, paymentItems } from './payment-reads.ts';
import { bankFile, closePayments, importResults, recordResult, setAccount } from './payments.ts';
import { putProof, readProof } from './proofs.ts';
import { solarPosted, solarRuns } from './runs.ts';
import { listSources, signSource } from './signing.ts';
import { urgeUse } from './supervising.ts';
import { listEarners, listUse } from './use-reads.ts';

export const solarRoutes: Route[] = [
  get('/solar-income/sources', listSources),
  post('/solar-income/signatures', signSource),

  get('/solar-income/payments', listPayments),
  post('/solar-income/payments', openPayments),
  get('/solar-income/payments/:runId', onePaymentList),
  get('/solar-income/payments/:runId/items', paymentItems),
  post('/solar-income/payments/:runId/account', setAccount),
  post('/solar-income/payments/:runId/bank-file', bankFile),
  post('/solar-income/payments/:runId/result', recordResult),
  post('/solar-income/payments/:runId/results', importResults),
  post('/solar-income/payments/:runId/excess', settleExcess),
  post('/solar-income/payments/:runId/closing', closePayments),
  post('/solar-income/payments/:runId/proofs', putProof),
  get('/solar-income/payments/:runId/proof/:no', readProof),

  get('/solar-income/entries', listEntries),
  get('/solar-income/entries/workbook', entriesBook),
  post('/solar-income/entries', enterLines),
  post('/solar-income/vouchers', putVoucher),
  get('/solar-income/vouchers/:id', readVoucher),
  post('/solar-income/vouchers/:id/withdrawal', withdrawVoucher),

  get('/solar-income/use', listUse),
  get('/solar-income/use/earners', listEarners),
  post('/solar-income/use/duties', urgeUse),
  get('/solar-income/notices/:year', solarNotice.look),
  post('/solar-income/notices/:year', solarNotice.issue),

  ...solarRuns.routes,
  ...solarPosted.routes,
];
