import { RegisterHandover } from '#ui/registers';
import { persons } from './places.tsx';

const Page = () => <RegisterHandover {...persons} />;
export default Page;
