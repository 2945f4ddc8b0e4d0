/** Which thing: found as one types, or from the list by audience and stage. */
import { SearchOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input, type InputRef, Segmented } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { api, query } from '#ui/api';
import { Trouble, Waits } from '#ui/frame';
import type { ThingRow } from '../../views.ts';

interface Stage {
  id: string;
  name: string;
  audience: ThingRow['audience'];
}

interface Props {
  /** A firm stands in the foreground: its things first. */
  forFirm: boolean;
  onChoose(no: number): void;
}

const step = (list: HTMLElement | null, from: Element | null, by: number): HTMLElement | undefined => {
  const all = [...(list?.querySelectorAll<HTMLElement>('button') ?? [])];
  const at = all.indexOf(from as HTMLElement);
  return all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
};

export function WindowThings({ forFirm, onChoose }: Props) {
  const [text, setText] = useState('');
  const [audience, setAudience] = useState<ThingRow['audience']>(forFirm ? 'enterprise' : 'individual');
  const q = useDeferredValue(text.trim());
  const input = useRef<InputRef>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => input.current?.focus(), []);
  const things = useQuery({
    queryKey: ['things', 'stages'],
    queryFn: () => api.get<{ items: ThingRow[]; stages: Stage[] }>('/things'),
    staleTime: 600_000,
  });
  const found = useQuery({
    queryKey: ['things', 'search', q],
    queryFn: ({ signal }) => api.get<{ items: (ThingRow & { because: string })[] }>(`/things/search${query({ q })}`, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const hits = q === '' ? [] : (found.data?.items ?? []);
  return (
    <section className="frame-panel" aria-labelledby="window-things">
      <h2 id="window-things">办什么事</h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys between the field and its results; Tab does the same */}
      <div
        className="window-find"
        onKeyDown={event => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          const next = step(list.current, document.activeElement, event.key === 'ArrowDown' ? 1 : -1);
          if (!next && event.key === 'ArrowDown') return;
          event.preventDefault();
          (next ?? input.current)?.focus();
        }}
      >
        <Input
          ref={input}
          size="large"
          prefix={<SearchOutlined />}
          value={text}
          maxLength={60}
          allowClear
          autoComplete="off"
          aria-label="查找要办的事"
          placeholder="老人去世、生孩子、开面馆，或拼音首字母"
          onChange={event => setText(event.target.value)}
          onPressEnter={() => hits[0] && q === text.trim() && onChoose(hits[0].no)}
        />
        <div ref={list}>
          {found.isError && q !== '' ? <Trouble error={found.error} again={() => void found.refetch()} /> : null}
          {hits.length > 0 ? (
            <ul className="window-hits" aria-label="找到的事">
              {hits.map((t, i) => (
                <li key={t.no}>
                  <button type="button" className="window-thing" onClick={() => onChoose(t.no)}>
                    <strong>{t.name}</strong>
                    <span>
                      {t.because}
                      {i === 0 ? '（回车选这一件）' : ''}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
        </div>
        <p role="status" className={hits.length > 0 ? 'visually-hidden' : 'frame-muted'}>
          {q === ''
            ? ''
            : hits.length > 0
              ? `找到 ${hits.length} 件`
              : found.isSuccess && !found.isPlaceholderData
                ? `没有找到“${q}”，换个说法，或在下面找`
                : ''}
        </p>
      </div>
      {q === '' ? (
        <Waits of={things} rows={4}>
          {({ items, stages }) => (
            <>
              <Segmented
                value={audience}
                onChange={value => setAudience(value as ThingRow['audience'])}
                options={[
                  { value: 'individual', label: '个人和家庭' },
                  { value: 'enterprise', label: '企业和个体户' },
                ]}
              />
              <div className="window-stages">
                {stages
                  .filter(s => s.audience === audience)
                  .map(stage => (
                    <div key={stage.id}>
                      <h3>{stage.name}</h3>
                      <ul>
                        {items
                          .filter(t => t.audience === audience && t.stage === stage.id)
                          .map(t => (
                            <li key={t.no}>
                              <button type="button" className="window-thing" title={t.situation} onClick={() => onChoose(t.no)}>
                                {t.name}
                              </button>
                            </li>
                          ))}
                      </ul>
                    </div>
                  ))}
              </div>
            </>
          )}
        </Waits>
      ) : null}
    </section>
  );
}
