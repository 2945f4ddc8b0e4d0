import { RegisterImport } from '#ui/registers';

const ImportPersons = () => <RegisterImport kind="insured" base="/desk/insurance/persons" />;
export default ImportPersons;
