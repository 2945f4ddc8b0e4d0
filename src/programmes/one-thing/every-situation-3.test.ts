import { everySituationOf } from './every-situation.ts';

everySituationOf([16, 20, 21, 22, 23]);
