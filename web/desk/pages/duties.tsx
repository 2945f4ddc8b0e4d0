/** Supervision letters, bad ratings and complaints: who owes an answer, and until when. */
import { useParams } from 'wouter';
import { DutyDetail } from './duty-detail.tsx';
import { DutyList } from './duty-list.tsx';
import './duties.css';

export default function Duties() {
  const { id } = useParams<{ id?: string }>();
  return id ? <DutyDetail key={id} id={id} /> : <DutyList />;
}
