import { RegisterList } from '#ui/registers';
import { persons } from './places.tsx';

const Page = () => <RegisterList {...persons} />;
export default Page;
