import { RegisterList } from '#ui/registers';
import { payments } from './places.tsx';

const Page = () => <RegisterList {...payments} />;
export default Page;
