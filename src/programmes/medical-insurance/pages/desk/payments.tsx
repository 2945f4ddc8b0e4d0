import { RegisterList } from '#ui/registers';

const Payments = () => <RegisterList kind="insurance-payments" base="/desk/insurance/payments" />;
export default Payments;
