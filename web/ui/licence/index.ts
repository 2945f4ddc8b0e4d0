export { LicenceFace } from './face.tsx';
export { saveFile } from './save.ts';
