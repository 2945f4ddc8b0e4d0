import { RunList } from '#ui/runs';
import { bills } from './places.tsx';

const Bills = () => <RunList {...bills} />;
export default Bills;
