import { RegisterList } from '#ui/registers';
import { useList } from './list-place.tsx';

export default function List() {
  return <RegisterList {...useList()} />;
}
