/** For which firm one looks: chosen once, kept in the address. */
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { api } from '#ui/api';
import { useSession } from '#ui/session';

interface FirmChoice {
  id: string;
  name: string;
  code: string;
}

export function useFirm() {
  const { data: session } = useSession();
  const [params, setParams] = useSearchParams();
  const person = session?.kind === 'person';
  const query = useQuery({ queryKey: ['policy-firms', session?.id], queryFn: () => api.get<{ items: FirmChoice[] }>('/policies/firms'), enabled: person });
  const firms = query.data?.items ?? [];
  const firm = firms.find(f => f.id === params.get('firm')) ?? firms[0] ?? null;
  return {
    session,
    person,
    /** Known once it is clear whether there is one. */
    ready: session !== undefined && (!person || query.data !== undefined || query.isError),
    firms,
    firm,
    choose: (id: string) =>
      setParams(was => {
        const next = new URLSearchParams(was);
        next.set('firm', id);
        return next;
      }),
  };
}

export const FirmSelect = ({ firms, firm, choose }: Pick<ReturnType<typeof useFirm>, 'firms' | 'firm' | 'choose'>) =>
  firm && firms.length > 1 ? (
    <div className="policy-firm">
      <label htmlFor="policy-firm">为哪家企业看</label>
      <select id="policy-firm" className="input" value={firm.id} onChange={e => choose(e.target.value)}>
        {firms.map(f => (
          <option key={f.id} value={f.id}>
            {f.name}
          </option>
        ))}
      </select>
    </div>
  ) : firm ? (
    <p className="muted">正在为“{firm.name}”对照条件</p>
  ) : null;
