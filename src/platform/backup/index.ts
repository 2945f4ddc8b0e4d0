export { type BackupManifest, backup, faultsOf, restore } from './backup.ts';
