import { everySituationOf } from './every-situation.ts';

everySituationOf([24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40]);
