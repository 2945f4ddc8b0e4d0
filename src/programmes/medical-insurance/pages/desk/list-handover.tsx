import { RegisterHandover } from '#ui/registers';
import { useList } from './list-place.ts';

export default function Page() {
  return <RegisterHandover {...useList()} />;
}
