import { RunPrepare } from '#ui/runs';
import { bills } from './places.tsx';

const PrepareBill = () => <RunPrepare {...bills} />;
export default PrepareBill;
