import { RegisterRow } from '#ui/registers';
import { register } from './register.ts';

const VillageRow = () => <RegisterRow {...register} />;
export default VillageRow;
