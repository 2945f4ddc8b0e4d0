/** Who sees runs. The steps are under the permits of the programme whose run it is, and write as the house. */
import { type Guard, permit } from '../access/index.ts';

export const runPermits = [
  permit('run.read', '查看计算结果', {
    ...{ supervisor: 'county', leader: 'county', auditor: 'county' },
    ...{ 'unit-head': 'department', 'programme-officer': 'department', 'town-officer': 'town' },
  }),
];

/** Units that work on it see it at every state; heads of other units see what was posted to all of them. */
const working = 'r.units && (select app.units())::text[]';
const inHand = `exists (select 1 from run r where r.county = run_row.county and r.id = run_row.run and ${working})`;
const head = `(select app.roles() && '{unit-head}'::text[])`;
/** A town is asked before approval, and sees its own rows from then on. */
const asked = `('checked', 'approved', 'posted', 'final', 'replaced')`;
const toTown = `'town' = any(units)`;

const shown = (states: string) => `exists (select 1 from run r where r.county = run_row.county and r.id = run_row.run and r.state in (${states}))`;
const own = 'unit = any((select app.units())::text[])';

const of = (table: string, test: string) => test.replaceAll('run_row', table);
const seenBy = (table: string, department: string): Guard => ({
  table,
  record: 'run',
  relations: { department: `${of(table, inHand)} or (${head} and (${department}))`, town: `${own} and ${of(table, shown(asked.slice(1, -1)))}` },
});

export const runGuards: Guard[] = [
  {
    table: 'run',
    record: 'run',
    relations: {
      department: `units && (select app.units())::text[] or (${head} and units = '{}' and state in ('posted', 'final', 'replaced'))`,
      town: `state in ${asked} and ${toTown}`,
    },
  },
  seenBy('run_row', `${shown("'final'")} or (${own} and ${shown("'posted', 'replaced'")})`),
  seenBy('run_line', `${own} and ${of('run_line', shown("'posted', 'final', 'replaced'"))}`),
  {
    table: 'run_objection',
    record: 'run',
    relations: { department: `${of('run_objection', inHand)} or (${head} and ${own})`, town: own },
  },
  { table: 'run_decision', record: 'run' },
];
