export type { Manifest, Part } from './manifest.ts';
export { platform } from './platform.ts';
