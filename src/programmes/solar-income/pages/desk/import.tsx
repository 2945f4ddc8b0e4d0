import { RegisterImport } from '#ui/registers';
import { register } from './register.ts';

const ImportVillages = () => <RegisterImport {...register} />;
export default ImportVillages;
