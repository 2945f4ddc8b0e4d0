import { RegisterRow } from '#ui/registers';
import { useList } from './list-place.ts';

export default function ListRow() {
  return <RegisterRow {...useList()} />;
}
