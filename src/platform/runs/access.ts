/** Who sees runs. The steps are under the permits of the programme whose run it is, and write as the house. */
import { type Guard, permit } from '../access/index.ts';

export const runPermits = [permit('run.read', '查看计算结果', { supervisor: 'county', leader: 'county', auditor: 'county', 'unit-head': 'department' })];

const shown = (states: string) => `exists (select 1 from run r where r.county = run_row.county and r.id = run_row.run and r.state in (${states}))`;
const own = 'unit = any((select app.units())::text[])';

export const runGuards: Guard[] = [
  { table: 'run', record: 'run', relations: { department: "state in ('posted', 'final', 'replaced')" } },
  {
    table: 'run_row',
    record: 'run',
    relations: { department: `${shown("'final'")} or (${own} and ${shown("'posted', 'replaced'")})` },
  },
  {
    table: 'run_line',
    record: 'run',
    relations: { department: `${own} and ${shown("'posted', 'final', 'replaced'").replaceAll('run_row', 'run_line')}` },
  },
  { table: 'run_objection', record: 'run', relations: { department: own } },
];
