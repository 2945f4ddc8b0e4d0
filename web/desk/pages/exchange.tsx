/** The exchange with the city's and the province's platforms: is the line up, what waits, what is stuck, what became of a message. */
import { useQuery } from '@tanstack/react-query';
import { Button, Empty } from 'antd';
import { useState } from 'react';
import type { PartnerView } from '#platform/exchange';
import { partnerNames } from '#platform/exchange/pure';
import { api } from '#ui/api';
import { clockTime, Frame, useElevation, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { ExchangeMessages } from './exchange-messages.tsx';
import { ExchangePartner } from './exchange-partner.tsx';
import { PartnerForm } from './exchange-partner-form.tsx';
import './exchange.css';

interface Overview {
  now: string;
  partners: PartnerView[];
}

export default function Exchange() {
  const { data: session } = useSession();
  const operator = hasRole(session, 'administrator');
  const { dialog, elevated } = useElevation();
  const [editing, setEditing] = useState<PartnerView['id'] | null>(null);
  // Watched while it drains.
  const overview = useQuery({ queryKey: ['exchange'], queryFn: () => api.get<Overview>('/desk/exchange'), refetchInterval: 5000 });
  const today = session?.today ?? '';
  const partners = overview.data?.partners ?? [];
  const missing = (Object.keys(partnerNames) as PartnerView['id'][]).filter(id => !partners.some(p => p.id === id));
  return (
    <Frame title="平台对接" note={overview.data ? `${clockTime(overview.data.now, today)} 的情况` : null}>
      <Waits of={overview}>
        {({ now, partners }) =>
          partners.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="还没有登记对接的平台" />
          ) : (
            <div className="exchange-partners">
              {partners.map(p => (
                <ExchangePartner key={p.id} partner={p} now={now} today={today} operator={operator} edit={() => setEditing(p.id)} />
              ))}
            </div>
          )
        }
      </Waits>
      {operator && overview.data
        ? missing.map(id => (
            <Button key={id} onClick={() => setEditing(id)}>
              登记{partnerNames[id]}
            </Button>
          ))
        : null}
      <ExchangeMessages today={today} operator={operator} />
      {editing ? (
        <PartnerForm key={editing} id={editing} partner={partners.find(p => p.id === editing) ?? null} elevated={elevated} close={() => setEditing(null)} />
      ) : null}
      {dialog}
    </Frame>
  );
}
