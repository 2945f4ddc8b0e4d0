import { everySituationOf } from './every-situation.ts';

everySituationOf([1, 2, 3, 4, 5, 6, 7, 9, 10]);
