import { RegisterImport } from '#ui/registers';

const ImportPayments = () => <RegisterImport kind="insurance-payments" base="/desk/insurance/payments" />;
export default ImportPayments;
