/** Where is the nearest place for what I need: from my village or from where I stand, as a list and on a map. */
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { api } from '#ui/api';
import { Banner, Button, Empty, Failed, Field, Loading, useTitle } from '#ui/kit';
import { useSession } from '#ui/session';
import { type PlaceKind, type Point, placeKinds } from '../../figures.ts';
import { rank } from '../../rules.ts';
import { type Places, stateInWords, usePlaces } from './data.ts';
import { PlaceCard } from './place-card.tsx';
import './places.css';

const PlaceMap = lazy(() => import('../map/place-map.tsx'));
const first = 10;

export default function PlacesPage() {
  useTitle('附近能办');
  const { data, error, refetch } = usePlaces();
  return (
    <div className="places stack-l">
      <header className="stack-s">
        <h1>附近能办</h1>
        <p className="muted">不一定要进城：便民服务中心、村里的服务站、商圈驿站和 24 小时自助机也能办。</p>
      </header>
      {data ? <Finder data={data} /> : error ? <Failed error={error} again={() => void refetch()} /> : <Loading />}
    </div>
  );
}

/** Asked for only when the person says so; it stays in this browser. */
function usePosition(): { at: Point | undefined; wrong: string; asking: boolean; ask(): void; forget(): void } {
  const [at, setAt] = useState<Point>();
  const [wrong, setWrong] = useState('');
  const [asking, setAsking] = useState(false);
  return {
    at,
    wrong,
    asking,
    ask() {
      if (!('geolocation' in navigator)) return setWrong('这个浏览器不能定位，请在下面选村（社区）。');
      setAsking(true);
      setWrong('');
      navigator.geolocation.getCurrentPosition(
        p => {
          setAsking(false);
          setAt({ lon: p.coords.longitude, lat: p.coords.latitude });
        },
        () => {
          setAsking(false);
          setWrong('没有得到位置。您可以允许定位后再试，或者在下面选村（社区）。');
        },
        { timeout: 10_000, maximumAge: 60_000 },
      );
    },
    forget: () => setAt(undefined),
  };
}

function Finder({ data }: { data: Places }) {
  const [params, setParams] = useSearchParams();
  const [, go] = useLocation();
  const { data: session } = useSession();
  const position = usePosition();
  const [map, setMap] = useState(false);
  const [all, setAll] = useState(false);
  const home = useQuery({
    queryKey: ['places', 'home', session?.id],
    queryFn: () => api.get<{ town: string | null; village: string | null }>('/places/home'),
    enabled: session?.kind === 'person',
    staleTime: 300_000,
  });
  const chosen = (key: string) => params.get(key) ?? '';
  const set = (change: Record<string, string>) => {
    setAll(false);
    setParams(
      was => {
        for (const [k, v] of Object.entries(change)) v ? was.set(k, v) : was.delete(k);
        return was;
      },
      { replace: true },
    );
  };
  // One's own village, until one looks from elsewhere.
  const untouched = !params.has('town');
  const townId = untouched ? (home.data?.town ?? '') : chosen('town');
  const villageCode = untouched ? (home.data?.village ?? '') : chosen('village');
  const town = data.towns.find(t => t.id === townId);
  const village = town?.villages.find(v => v.code === villageCode);
  const from = useMemo<Point | undefined>(() => position.at ?? village ?? town, [position.at, village, town]);
  const kind = chosen('kind') in placeKinds ? (chosen('kind') as PlaceKind) : undefined;
  const [subject, openNow, stepFree] = [chosen('subject') || undefined, chosen('open') === '1', chosen('ramp') === '1'];
  const ranked = useMemo(() => rank(data.items, { from, subject, kind, openNow, stepFree }), [data.items, from, subject, kind, openNow, stepFree]);
  const points = useMemo(() => ranked.map(r => ({ ...r.place, text: stateInWords(r.place) })), [ranked]);
  const shown = all ? ranked : ranked.slice(0, first);
  const [things, matters] = [data.subjects.filter(s => s.key.startsWith('thing:')), data.subjects.filter(s => s.key.startsWith('matter:'))];
  return (
    <>
      <section className="card places-form no-print" aria-labelledby="places-what">
        <h2 id="places-what" className="visually-hidden">
          找什么、从哪里找
        </h2>
        <Field id="subject" label="要办什么">
          {d => (
            <select {...d} className="input" value={subject ?? ''} onChange={e => set({ subject: e.target.value })}>
              <option value="">都看看</option>
              <optgroup label="一件事">
                {things.map(s => (
                  <option key={s.key} value={s.key}>
                    {s.name}
                  </option>
                ))}
              </optgroup>
              <optgroup label="单个事项">
                {matters.map(s => (
                  <option key={s.key} value={s.key}>
                    {s.name}
                  </option>
                ))}
              </optgroup>
            </select>
          )}
        </Field>
        <div className="places-from">
          <Field id="town" label="从哪个乡镇找" hint={untouched && home.data?.town ? '先按您登记的住址' : undefined}>
            {d => (
              <select
                {...d}
                className="input"
                value={townId}
                disabled={position.at !== undefined}
                onChange={e => set({ town: e.target.value || 'all', village: '' })}
              >
                <option value="">全县</option>
                {data.towns.map(t => (
                  <option key={t.id} value={t.id}>
                    {t.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field id="village" label="哪个村（社区）">
            {d => (
              <select
                {...d}
                className="input"
                value={villageCode}
                disabled={!town || position.at !== undefined}
                onChange={e => set({ town: townId, village: e.target.value })}
              >
                <option value="">{town ? '不选' : '先选乡镇'}</option>
                {town?.villages.map(v => (
                  <option key={v.code} value={v.code}>
                    {v.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <div className="row">
          {position.at ? (
            <>
              <span>按您现在的位置排。</span>
              <Button look="plain" onClick={position.forget}>
                不用我的位置
              </Button>
            </>
          ) : (
            <>
              <Button look="secondary" busy={position.asking} onClick={position.ask}>
                用我现在的位置
              </Button>
              <span className="muted small">位置只在您的手机里用来排先后，不会发出去。</span>
            </>
          )}
        </div>
        {position.wrong ? (
          <p className="error" role="alert">
            {position.wrong}
          </p>
        ) : null}
        <div className="places-narrow">
          <Field id="kind" label="什么样的地方">
            {d => (
              <select {...d} className="input" value={kind ?? ''} onChange={e => set({ kind: e.target.value })}>
                <option value="">都可以</option>
                {Object.entries(placeKinds).map(([k, title]) => (
                  <option key={k} value={k}>
                    {title}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <label className="choice">
            <input type="checkbox" checked={openNow} onChange={e => set({ open: e.target.checked ? '1' : '' })} />
            <span>现在开着的</span>
          </label>
          <label className="choice">
            <input type="checkbox" checked={stepFree} onChange={e => set({ ramp: e.target.checked ? '1' : '' })} />
            <span>轮椅能进的</span>
          </label>
        </div>
      </section>

      <div className="row between">
        <p role="status">
          <strong>找到 {ranked.length} 个地方</strong>
          {from ? `，离${position.at ? '您' : (village?.name ?? town?.name)}近的在前，开着的优先` : '，选了乡镇或位置就按远近排'}
        </p>
        {from ? <p className="muted small">远近按直线算，不是路上的距离；隔着山的可能绕很远。走哪条路，点开一个地方再看地图。</p> : null}
        <div className="row no-print">
          <Button look="secondary" aria-expanded={map} onClick={() => setMap(m => !m)}>
            {map ? '收起地图' : '在地图上看'}
          </Button>
          <Button look="plain" onClick={() => window.print()}>
            打印
          </Button>
        </div>
      </div>
      {map ? (
        <Suspense fallback={<Loading what="正在打开地图…" />}>
          <PlaceMap label="政务地图" points={points} towns={data.towns} from={from} onOpen={no => go(`/places/${no}`)} />
        </Suspense>
      ) : null}
      {data.items.some(p => !p.sure) ? <Banner look="warn">今年的放假安排还没有公布，节假日的开放时间请先打电话问。</Banner> : null}
      {ranked.length === 0 ? (
        <Empty title="没有合适的地方">
          <p>
            少选一个条件再看看，或打 <a href="tel:12345">12345</a> 问。
          </p>
        </Empty>
      ) : (
        <ol className="places-list">
          {shown.map(r => (
            <li key={r.place.no}>
              <PlaceCard ranked={r} />
            </li>
          ))}
        </ol>
      )}
      {shown.length < ranked.length ? (
        <p className="no-print">
          <Button look="secondary" wide onClick={() => setAll(true)}>
            显示全部 {ranked.length} 个
          </Button>
        </p>
      ) : null}
    </>
  );
}
