/** One box for what the person wants: suggestions while typing, by keyboard as well as by finger. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { api, query } from '#ui/api';
import type { ThingRow } from '../../views.ts';
import { Mark } from './mark.tsx';
import './search-box.css';

export type Found = ThingRow & { because: string };

/** Things that fit these words; nothing is asked for nothing. */
export const useSearchThings = (text: string) =>
  useQuery({
    queryKey: ['things', 'search', text],
    queryFn: ({ signal }) => api.get<{ items: Found[] }>(`/things/search${query({ q: text })}`, signal),
    enabled: text !== '',
    staleTime: 300_000,
    placeholderData: keepPreviousData,
  });

/** The text once the person has paused. */
function usePaused(text: string, ms: number): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return paused;
}

/** Why a thing was found, where its own words do not say so. */
export const because = (found: Found): string | null => ([found.name, found.situation].some(own => own.includes(found.because)) ? null : found.because);

export function SearchBox({ text, setText, onSearch }: { text: string; setText(text: string): void; onSearch(text: string): void }) {
  const [, navigate] = useLocation();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const box = useRef<HTMLDivElement>(null);
  const list = useId();
  const asked = usePaused(text.trim(), 160);
  const { data, isFetching } = useSearchThings(asked);
  const found = asked && text.trim() ? (data?.items ?? []) : [];
  const nothing = asked !== '' && asked === text.trim() && data !== undefined && !isFetching && found.length === 0;
  const shown = open && text.trim() !== '' && (found.length > 0 || nothing);
  const option = (index: number) => `${list}-${index}`;

  useEffect(() => {
    if (active >= 0) document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, list]);

  const choose = (thing: Found) => navigate(`/things/${thing.no}`);
  const submit = () => {
    setOpen(false);
    onSearch(text.trim());
  };

  function onKeyDown(event: KeyboardEvent) {
    // Enter that ends the choice of a Chinese character is not ours.
    if (event.nativeEvent.isComposing) return;
    const chosen = found[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!shown) return setOpen(true);
      const count = found.length;
      if (count > 0) setActive(event.key === 'ArrowDown' ? (active + 1) % count : (active <= 0 ? count : active) - 1);
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault();
      setOpen(false);
      setActive(-1);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (shown && chosen) choose(chosen);
      else submit();
    }
  }

  return (
    <search
      ref={box}
      className="search"
      onBlur={event => {
        if (!box.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <div className="search-row">
        <input
          className="search-input"
          type="text"
          role="combobox"
          aria-label="您想办什么事"
          aria-expanded={shown}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={shown && active >= 0 ? option(active) : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={60}
          placeholder="比如：开面馆、生孩子、卖房"
          value={text}
          onChange={event => {
            setText(event.target.value);
            setOpen(true);
            setActive(-1);
          }}
          onFocus={() => setOpen(true)}
          onKeyDown={onKeyDown}
        />
        {text ? (
          <button
            type="button"
            className="search-clear"
            aria-label="清空"
            onClick={() => {
              setText('');
              box.current?.querySelector('input')?.focus();
            }}
          >
            ×
          </button>
        ) : null}
        <button type="button" className="search-go" onClick={submit}>
          搜索
        </button>
      </div>
      <div className="search-drop" hidden={!shown}>
        {/* The list exists while it is empty too: the box says that it controls it. */}
        <div id={list} className="search-list" role="listbox" aria-label="找到的事">
          {found.map((thing, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box; aria-activedescendant points here.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the box takes the keys.
            <div
              key={thing.no}
              id={option(index)}
              role="option"
              aria-selected={index === active}
              className="search-option"
              onPointerDown={event => event.preventDefault()}
              onClick={() => choose(thing)}
            >
              <Suggestion thing={thing} />
            </div>
          ))}
        </div>
        {nothing ? <p className="search-nothing">没有找到“{text.trim()}”，换个说法，或者按“搜索”看看别的办法</p> : null}
      </div>
      <p className="visually-hidden" role="status">
        {shown ? (found.length > 0 ? `找到 ${found.length} 件事，用上下键选择` : '没有找到') : ''}
      </p>
    </search>
  );
}

export function Suggestion({ thing }: { thing: Found }) {
  const why = because(thing);
  return (
    <>
      <span className="search-situation">{thing.situation}</span>
      <span className="search-name">
        {thing.name} <Mark mark={thing.mark} /> · {thing.audience === 'enterprise' ? '企业' : '个人'}
        {why ? <span className="search-why">含“{why}”</span> : null}
      </span>
    </>
  );
}
