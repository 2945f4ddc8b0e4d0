import { RegisterRow } from '#ui/registers';
import { useRegisterPlace } from './places.tsx';

export default function SolarRow() {
  return <RegisterRow {...useRegisterPlace()} />;
}
