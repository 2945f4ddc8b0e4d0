import { RegisterImport } from '#ui/registers';
import { persons } from './places.tsx';

const Page = () => <RegisterImport {...persons} />;
export default Page;
