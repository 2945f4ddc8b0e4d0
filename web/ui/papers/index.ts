export { type PaperFile, PapersDialog } from './papers-dialog.tsx';
