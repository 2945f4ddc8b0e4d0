export { publicKeys, type SigningKey, type SigningPurpose, signingKey } from './signing.ts';
export { type Sm2Form, type Sm2KeyPair, sm2KeyPair, sm2Sign, sm2Verify } from './sm2.ts';
export { fileMasterKey, type MasterKey, SealBroken, sm3, Vault } from './vault.ts';
