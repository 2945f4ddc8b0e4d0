import { RegisterHandover } from '#ui/registers';

const Page = () => <RegisterHandover kind="insurance-payments" base="/desk/insurance/payments" />;
export default Page;
