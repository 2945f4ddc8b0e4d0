export type { Manifest } from './manifest.ts';
export { platform } from './platform.ts';
