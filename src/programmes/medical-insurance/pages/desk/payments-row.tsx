import { RegisterRow } from '#ui/registers';

const Row = () => <RegisterRow kind="insurance-payments" base="/desk/insurance/payments" />;
export default Row;
