import { RunPage } from '#ui/runs';
import { runs } from './places.tsx';

const SolarRun = () => <RunPage {...runs} />;
export default SolarRun;
