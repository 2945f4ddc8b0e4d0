/** The licences of a unit: the list, and one with everything that happened to it. */
import { useParams } from 'wouter';
import { LicenceList } from './licence-list.tsx';
import { LicenceOne } from './licence-one.tsx';
import './licences.css';

export default function Licences() {
  const { id } = useParams<{ id?: string }>();
  return id ? <LicenceOne key={id} id={id} /> : <LicenceList />;
}
