import { RegisterHandovers } from '#ui/registers';

const Page = () => <RegisterHandovers kind="insurance-payments" base="/desk/insurance/payments" />;
export default Page;
