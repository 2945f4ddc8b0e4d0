export { fileMasterKey, type MasterKey, SealBroken, sm3, Vault } from './vault.ts';
