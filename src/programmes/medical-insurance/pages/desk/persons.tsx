import { RegisterList } from '#ui/registers';

const Persons = () => <RegisterList kind="insured" base="/desk/insurance/persons" />;
export default Persons;
