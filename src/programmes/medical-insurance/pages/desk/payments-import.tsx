import { RegisterImport } from '#ui/registers';
import { payments } from './places.tsx';

const Page = () => <RegisterImport {...payments} />;
export default Page;
