/** The pages of a register below an address; they and the programme's say of where they are come when one is opened. */
import { type ComponentType, createElement } from 'react';
import type { Page } from '../pages/index.ts';
import type { Place } from '../registers/index.ts';

type Parts = Pick<typeof import('../registers/index.ts'), 'RegisterList' | 'RegisterImport' | 'RegisterRow' | 'RegisterHandovers' | 'RegisterHandover'>;

/** `place` brings the hook that says which register the address names; `handed`: its list goes to other units. */
export function registerPages(base: string, place: () => Promise<() => Place>, { handed = false }: { handed?: boolean } = {}): Page[] {
  const page = (path: string, part: keyof Parts): Page => ({
    path: base + path,
    async load() {
      const [parts, usePlace] = await Promise.all([import('../registers/index.ts'), place()]);
      const Part: ComponentType<Place> = parts[part];
      return { default: () => createElement(Part, usePlace()) };
    },
  });
  return [
    page('', 'RegisterList'),
    page('/import', 'RegisterImport'),
    page('/rows/:id', 'RegisterRow'),
    ...(handed ? [page('/handovers', 'RegisterHandovers'), page('/handovers/:id', 'RegisterHandover')] : []),
  ];
}
