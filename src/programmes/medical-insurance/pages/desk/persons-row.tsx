import { RegisterRow } from '#ui/registers';
import { persons } from './places.tsx';

const Page = () => <RegisterRow {...persons} />;
export default Page;
