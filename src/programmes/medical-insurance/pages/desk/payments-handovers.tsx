import { RegisterHandovers } from '#ui/registers';
import { payments } from './places.tsx';

const Page = () => <RegisterHandovers {...payments} />;
export default Page;
