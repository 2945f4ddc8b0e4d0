import { RegisterRow } from '#ui/registers';

const Row = () => <RegisterRow kind="insured" base="/desk/insurance/persons" />;
export default Row;
