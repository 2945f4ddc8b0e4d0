import { RegisterImport } from '#ui/registers';
import { useRegisterPlace } from './places.tsx';

export default function SolarImport() {
  return <RegisterImport {...useRegisterPlace()} />;
}
