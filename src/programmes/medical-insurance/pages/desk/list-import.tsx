import { RegisterImport } from '#ui/registers';
import { useList } from './list-place.ts';

export default function ImportList() {
  return <RegisterImport {...useList()} />;
}
