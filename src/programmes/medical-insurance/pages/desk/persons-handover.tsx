import { RegisterHandover } from '#ui/registers';

const Page = () => <RegisterHandover kind="insured" base="/desk/insurance/persons" />;
export default Page;
