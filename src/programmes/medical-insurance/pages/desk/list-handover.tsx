import { RegisterHandover } from '#ui/registers';
import { useList } from './list-place.tsx';

export default function Page() {
  return <RegisterHandover {...useList()} />;
}
