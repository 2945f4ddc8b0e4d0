import { RunPage } from '#ui/runs';
import { BillPersons } from './bill-persons.tsx';
import { bills } from './places.tsx';

const Bill = () => <RunPage {...bills} more={run => <BillPersons run={run.id} />} />;
export default Bill;
