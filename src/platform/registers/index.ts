import { del, get, patch, post } from '../http/index.ts';
import type { Part } from '../manifest/index.ts';
import { registerGuards, registerPermits } from './access.ts';
import { checkBulk, editBulk } from './bulk.ts';
import { listHandedRows, listHandovers, readHandover } from './handover-reads.ts';
import { handOverList, handoverTable, receiveHandover, rejectRows, returnHandover } from './handovers.ts';
import { checkTable, faultyTable, importTable, listImports, undoImport } from './imports.ts';
import { findNumber, revealCell, tableInTheOpen } from './numbers.ts';
import { listRows, readRegister, readRow } from './reads.ts';
import { addRow, changeRow, withdrawRow } from './rows.ts';
import { registerTemplates } from './templates.ts';
import { cancelUpload, forgetUploadsJob, listUploads, mostTableBytes, uploadTable } from './uploads.ts';
import { handoversWait } from './waiting.ts';

export { bringTable } from './bringing.ts';
export type { BulkOutcome } from './bulk.ts';
export type { HandedRowView, HandoverView } from './handover-reads.ts';
export { type Handover, handOver, handOverList, receiveHandover, rejectHanded } from './handovers.ts';
export type { ImportView } from './imports.ts';
export { type KeptRow, keptByNumber, keptRows, putRows } from './kept.ts';
export { cellTypes, checkKind, type RegisterColumn, type RegisterKind } from './kinds.ts';
export type { ImportOutcome } from './outcome.ts';
export type { RegisterChange, RegisterRow, RegisterView } from './reads.ts';
export { blindOf, maskOf, openTokens, type SealedType, Seals } from './sealing.ts';
export { type RowHeld, rowsOf as heldRows } from './store.ts';
export { forgetUploads, mostTableBytes, type UploadView } from './uploads.ts';
export { heading, inWords, linesOf, shown, typedOf, type Value, type Values } from './values.ts';

export const registersRoom: Part = {
  permits: registerPermits,
  guards: registerGuards,
  templates: registerTemplates,
  waits: [handoversWait],
  records: { 'register-row': '台账的行', 'register-import': '台账导入', 'register-handover': '名单交接', 'register-upload': '要导入台账的表' },
  jobs: house => [forgetUploadsJob(house) as never],
  routes: [
    get('/registers/:kind', readRegister),
    get('/registers/:kind/rows', listRows),
    get('/registers/:kind/rows/:rowId', readRow),
    post('/registers/:kind/rows', addRow),
    patch('/registers/:kind/rows/:rowId', changeRow),
    post('/registers/:kind/rows/:rowId/withdrawal', withdrawRow),
    post('/registers/:kind/rows/:rowId/reveal', revealCell),
    post('/registers/:kind/finding', findNumber),
    get('/registers/:kind/handovers', listHandovers),
    post('/registers/:kind/handovers', handOverList),
    get('/registers/:kind/handovers/:handoverId', readHandover),
    get('/registers/:kind/handovers/:handoverId/rows', listHandedRows),
    post('/registers/:kind/handovers/:handoverId/receipt', receiveHandover),
    post('/registers/:kind/handovers/:handoverId/return', returnHandover),
    post('/registers/:kind/handovers/:handoverId/rejections', rejectRows),
    post('/registers/:kind/handovers/:handoverId/table', handoverTable),
    post('/registers/:kind/tables', tableInTheOpen),
    get('/registers/:kind/uploads', listUploads),
    { ...post('/registers/:kind/uploads', uploadTable), fileOf: mostTableBytes },
    del('/registers/:kind/uploads/:uploadId', cancelUpload),
    post('/registers/:kind/uploads/:uploadId/checks', checkTable),
    get('/registers/:kind/uploads/:uploadId/faults', faultyTable),
    post('/registers/:kind/bulk-checks', checkBulk),
    post('/registers/:kind/bulk-edits', editBulk),
    get('/registers/:kind/imports', listImports),
    post('/registers/:kind/imports', importTable),
    post('/registers/:kind/imports/:importId/undoing', undoImport),
  ],
};
