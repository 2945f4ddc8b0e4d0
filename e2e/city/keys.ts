/** The key of the demo stand-in: known to everybody, and so good for a demo on one machine and nothing else. */
import type { Sm2KeyPair } from '#platform/crypto';

export const demoKeyId = 'city-demo-1';
export const demoKeys: Sm2KeyPair = {
  privateKey: '01d9c6a6c0444fe9fbe1d755f4d9dfca729d7af7a40fc073c70402b09c863eb3',
  publicKey: '04769bace1d1366723c6f1f8117d58c9f6436c01b7f590805965325b567ec402b7a2f80545b109f5e49e2941604081656c3622de251ac06809c906fd71fca7a204',
};
