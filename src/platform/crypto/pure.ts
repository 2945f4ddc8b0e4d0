export { sm2Verify } from './sm2.ts';
