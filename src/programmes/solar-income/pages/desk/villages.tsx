import { RegisterList } from '#ui/registers';
import { register } from './register.ts';

const Villages = () => <RegisterList {...register} />;
export default Villages;
