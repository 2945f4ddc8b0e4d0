import { RegisterImport } from '#ui/registers';
import { useList } from './list-place.tsx';

export default function ImportList() {
  return <RegisterImport {...useList()} />;
}
