export { csvText } from '#platform/tables/pure';
export { download } from './csv.ts';
export { NotElevated, useElevation } from './elevation.tsx';
export { ExportAll } from './export-all.tsx';
export { Frame, faultOf, Trouble, Waits } from './frame.tsx';
export { type Advice, AdviceMark, adviceNames, clockTime, Due, Light, leftInWords, lightNames, Mark } from './light.tsx';
export { SearchBox } from './search-box.tsx';
export { Bar, type Column, SortTable } from './sort-table.tsx';
export { type Unit, unitKinds, unitOptions, useUnits } from './units.ts';
