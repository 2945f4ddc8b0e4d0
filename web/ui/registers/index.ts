export type { Place } from './data.ts';
export { RegisterHandover } from './handover.tsx';
export { HandoverFacts } from './handover-facts.tsx';
export { RegisterHandovers } from './handovers.tsx';
export { OpenTable } from './open-table.tsx';
export { RegisterImport } from './register-import.tsx';
export { RegisterList } from './register-list.tsx';
export { RegisterRow } from './register-row.tsx';
