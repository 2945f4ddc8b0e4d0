export { type Claim, decimal, divide, fenOf, fenOfWan, scaled, wanOf, yuan } from './money.ts';
