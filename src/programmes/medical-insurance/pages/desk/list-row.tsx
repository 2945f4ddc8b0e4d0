import { RegisterRow } from '#ui/registers';
import { useList } from './list-place.tsx';

export default function ListRow() {
  return <RegisterRow {...useList()} />;
}
