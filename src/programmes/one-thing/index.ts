export { blocking, type Finding, lint } from './catalogue/lint.ts';
export { CatalogueFault } from './catalogue/load.ts';
export type { Catalogue } from './catalogue/schema.ts';
export { catalogueTable } from './catalogue/table.ts';
export { currentVersion, type Version } from './catalogue/versions.ts';
export { makeCases, makeManyCases } from './demo/cases.ts';
export { makeCast } from './demo/cast.ts';
export { type Division, filesCatalogue, importFiles, installCatalogue, loadDivisions, otherUnits, unitsOf } from './install.ts';
export { oneThing } from './programme.ts';
