import { RegisterList } from '#ui/registers';
import { useRegisterPlace } from './places.tsx';

export default function SolarList() {
  return <RegisterList {...useRegisterPlace()} />;
}
