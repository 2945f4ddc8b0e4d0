import { RegisterHandovers } from '#ui/registers';

const Page = () => <RegisterHandovers kind="insured" base="/desk/insurance/persons" />;
export default Page;
