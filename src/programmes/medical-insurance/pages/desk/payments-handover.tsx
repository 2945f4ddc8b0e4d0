import { RegisterHandover } from '#ui/registers';
import { payments } from './places.tsx';

const Page = () => <RegisterHandover {...payments} />;
export default Page;
