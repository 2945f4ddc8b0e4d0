import { RegisterHandovers } from '#ui/registers';
import { persons } from './places.tsx';

const Page = () => <RegisterHandovers {...persons} />;
export default Page;
