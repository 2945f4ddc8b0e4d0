export type { Place } from './data.ts';
export { RegisterImport } from './register-import.tsx';
export { RegisterList } from './register-list.tsx';
export { RegisterRow } from './register-row.tsx';
