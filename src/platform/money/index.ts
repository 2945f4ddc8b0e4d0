export { type Claim, decimal, divide, fenOf, fenOfWan, hundredths, scaled, shownYuan, wan, wanOf, yuan } from './money.ts';
