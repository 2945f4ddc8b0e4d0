/** One field: what one comes for → which window, which queue, or where else. */
import { useId, useState } from 'react';
import { Failed, Tag } from '#ui/kit';
import type { Hit } from '../../finding.ts';
import { useFinding } from './data.ts';

interface Props {
  label: string;
  /** What is offered with each hit that is done in the hall. */
  offer: (hit: Hit) => React.ReactNode;
}

export function Finding({ label, offer }: Props) {
  const [typed, setTyped] = useState('');
  const id = useId();
  const { data, error } = useFinding(typed);
  return (
    <div className="hall-finding stack-s">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        type="search"
        autoComplete="off"
        maxLength={60}
        placeholder="例如：社保卡、户口迁移、开面馆"
        value={typed}
        onChange={event => setTyped(event.target.value)}
      />
      {error ? <Failed error={error} /> : null}
      <div role="status">
        {typed.trim() && data ? (
          data.items.length === 0 ? (
            <p className="muted">没有找到“{typed.trim()}”。换个说法试试，或到咨询台问。</p>
          ) : (
            <p className="visually-hidden">找到 {data.items.length + data.more} 项</p>
          )
        ) : null}
      </div>
      {typed.trim() && data && data.items.length > 0 ? (
        <ul className="hall-hits">
          {data.items.map(hit => (
            <li key={hit.kind + hit.id}>
              <div>
                <strong>{hit.name}</strong> {hit.kind === 'thing' ? <Tag look="brand">一件事</Tag> : null}
                {hit.because ? <span className="muted"> 也叫“{hit.because}”</span> : null}
                <p className="muted">
                  {hit.outside ? (
                    <>
                      不在大厅办。到这里办：{hit.outside.doneAt}。{hit.outside.reason}
                    </>
                  ) : hit.queue ? (
                    <>
                      {hit.area}：{hit.windows.join('、')}
                    </>
                  ) : (
                    '大厅还没有窗口受理，请问 12345'
                  )}
                </p>
              </div>
              {hit.queue ? <div className="hall-hit-offer">{offer(hit)}</div> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {data && data.more > 0 && typed.trim() ? <p className="muted">还有 {data.more} 项，请写得更具体些。</p> : null}
    </div>
  );
}
