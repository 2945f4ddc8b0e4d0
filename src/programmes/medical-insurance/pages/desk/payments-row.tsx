import { RegisterRow } from '#ui/registers';
import { payments } from './places.tsx';

const Page = () => <RegisterRow {...payments} />;
export default Page;
