/** What the county offers beside the things: the hall, the code, benefits, places, questions. Programmes name them, the portal hands them on. */
import { createContext, useContext } from 'react';
import { Link } from 'wouter';
import type { Service } from '#ui/pages';
import './services.css';

const Offered = createContext<readonly Service[]>([]);

export const ServicesOffered = Offered.Provider;
export const useServices = () => useContext(Offered);

export function Services() {
  return (
    <nav className="services" aria-labelledby="services">
      <h2 id="services">常用服务</h2>
      <ul>
        {useServices().map(s => (
          <li key={s.path}>
            <Link href={s.path}>
              <strong>{s.title}</strong>
              <span>{s.note}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
