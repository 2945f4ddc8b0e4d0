import { RegisterList } from '#ui/registers';
import { useList } from './list-place.ts';

export default function List() {
  return <RegisterList {...useList()} />;
}
