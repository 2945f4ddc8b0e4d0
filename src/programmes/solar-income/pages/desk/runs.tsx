import { RunList } from '#ui/runs';
import { runs } from './places.tsx';

const SolarRuns = () => <RunList {...runs} />;
export default SolarRuns;
