import { RunPrepare } from '#ui/runs';
import { runs } from './places.tsx';

const SolarPrepare = () => <RunPrepare {...runs} />;
export default SolarPrepare;
