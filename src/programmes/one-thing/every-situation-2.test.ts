import { everySituationOf } from './every-situation.ts';

everySituationOf([8, 11, 12, 13, 14, 15, 17, 18, 19]);
