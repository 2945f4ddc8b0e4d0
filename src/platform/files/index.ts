export { addFile, type FileRow, type FileView, fileGuards, filePermits, filesOf, findFile, insertFile, safeName, shareFiles } from './files.ts';
export { openPassing, type Passing, type PassingStore } from './passing.ts';
export { withoutMetadata } from './picture.ts';
export { type Accept, clamScanner, type FileStore, type Kept, maxFileBytes, noScanner, openFiles, type Scanner, typesFor } from './store.ts';
