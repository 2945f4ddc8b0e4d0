import { get, patch, post } from '../http/index.ts';
import type { Part } from '../manifest/index.ts';
import { registerGuards, registerPermits } from './access.ts';
import { checkTable, importTable, listImports, undoImport } from './imports.ts';
import { listRows, readRegister, readRow } from './reads.ts';
import { addRow, changeRow, withdrawRow } from './rows.ts';

export { checkTable, type ImportOutcome, type ImportView, importTable, undoImport } from './imports.ts';
export { checkKind, type RegisterColumn, type RegisterKind } from './kinds.ts';
export { listRows, type RegisterChange, type RegisterRow, type RegisterView, readRegister } from './reads.ts';
export { type RowHeld, rowsOf as heldRows } from './store.ts';
export type { Value, Values } from './values.ts';

export const registersRoom: Part = {
  permits: registerPermits,
  guards: registerGuards,
  records: { 'register-row': '台账的行', 'register-import': '台账导入' },
  routes: [
    get('/registers/:kind', readRegister),
    get('/registers/:kind/rows', listRows),
    get('/registers/:kind/rows/:rowId', readRow),
    post('/registers/:kind/rows', addRow),
    patch('/registers/:kind/rows/:rowId', changeRow),
    post('/registers/:kind/rows/:rowId/withdrawal', withdrawRow),
    post('/registers/:kind/checks', checkTable),
    get('/registers/:kind/imports', listImports),
    post('/registers/:kind/imports', importTable),
    post('/registers/:kind/imports/:importId/undoing', undoImport),
  ],
};
