/** The units of the county, for names and choices. */
import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api';

export interface Unit {
  id: string;
  name: string;
  short: string;
  kind: string;
  position: number;
  phone: string | null;
  active: boolean;
  version: number;
}

export const unitKinds: Record<string, string> = {
  department: '部门',
  institution: '事业单位',
  central: '垂直管理单位',
  company: '企业',
  bank: '银行',
  town: '乡镇',
  group: '部门组',
};

export function useUnits() {
  const query = useQuery({
    queryKey: ['units'],
    queryFn: () => api.get<{ items: Unit[] }>('/units'),
    staleTime: 60_000,
  });
  const units = query.data?.items ?? [];
  const of = (id: string) => units.find(u => u.id === id);
  return {
    query,
    units,
    departments: units.filter(u => u.kind !== 'town'),
    towns: units.filter(u => u.kind === 'town'),
    short: (id: string) => of(id)?.short ?? id,
    name: (id: string) => of(id)?.name ?? id,
    /** Records carry the town without the prefix of its unit. */
    town: (id: string | null) => (id === null ? '未登记乡镇' : (of(`town-${id}`)?.short ?? id)),
  };
}

/** For a select: name shown, short name searched too. */
export const unitOptions = (units: readonly Unit[]) => units.filter(u => u.active).map(u => ({ value: u.id, label: u.name, short: u.short }));
