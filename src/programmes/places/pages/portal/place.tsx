/** One place: when it is open, what can be done there and how, how to reach it. */
import { lazy, Suspense, useMemo, useState } from 'react';
import { Link, useParams } from 'wouter';
import { Banner, Button, Failed, Loading, Tag, useTitle } from '#ui/kit';
import { day } from '#ui/words';
import { accessFeatures, placeKinds, type Way, ways } from '../../figures.ts';
import { hoursLines } from '../../hours.ts';
import { type PlaceView, routesTo, stateInWords, usePlace, usePlaces } from './data.ts';
import './places.css';

const PlaceMap = lazy(() => import('../map/place-map.tsx'));

export default function PlacePage() {
  const { no = '' } = useParams<{ no: string }>();
  const { data, error, refetch } = usePlace(no);
  useTitle(data?.place.name ?? '办事点');
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Shown place={data.place} today={data.today} names={new Map(data.subjects.map(s => [s.key, s.name]))} />;
}

function Shown({ place: p, today, names }: { place: PlaceView; today: string; names: ReadonlyMap<string, string> }) {
  const [map, setMap] = useState(false);
  const points = useMemo(() => [{ ...p, text: stateInWords(p) }], [p]);
  const around = usePlaces(map).data?.towns ?? nothing;
  const gone = p.closedOn !== null && p.closedOn <= today;
  return (
    <div className="place stack-l">
      <header className="stack-s">
        <p className="no-print">
          <Link href="/places">← 附近能办</Link>
        </p>
        <h1>{p.name}</h1>
        <p className="place-state">
          {gone ? <Tag look="bad">已停用</Tag> : <Tag look={p.broken ? 'bad' : p.open ? 'good' : 'warn'}>{stateInWords(p)}</Tag>}
          <span className="muted">
            {placeKinds[p.kind]} · {p.townName}
            {p.villageName ? ` ${p.villageName}` : ''}
          </span>
        </p>
      </header>
      {gone ? <Banner look="bad">这里从 {day(p.closedOn, today)} 起不再办事。请从“附近能办”另找一个。</Banner> : null}
      {!gone && p.closedOn ? <Banner look="warn">这里办到 {day(p.closedOn, today)} 前一天为止。</Banner> : null}
      {!gone && p.validFrom > today ? <Banner look="warn">这里从 {day(p.validFrom, today)} 起才能办事。</Banner> : null}
      {p.broken && !gone ? (
        <Banner look="bad">
          设备从 {day(p.brokenSince, today)} 起故障{p.brokenWhy ? `（${p.brokenWhy}）` : ''}，修好以前请到别处。
        </Banner>
      ) : null}
      <div className="place-columns">
        <section className="card stack-s" aria-labelledby="place-where">
          <h2 id="place-where">在哪里</h2>
          <p>{p.address}</p>
          {p.phone ? (
            <p>
              电话 <a href={`tel:${p.phone}`}>{p.phone}</a>
            </p>
          ) : null}
          <p className="no-print leaves-site">
            路线（在别家的地图上看）：
            {routesTo(p).map((r, i) => (
              <span key={r.title}>
                {i > 0 ? '、' : ''}
                <a href={r.href} target="_blank" rel="noreferrer">
                  {r.title}
                </a>
              </span>
            ))}
          </p>
          {p.approximate ? <p className="muted small">地图上的位置是大致的，以地址为准。</p> : null}
          <p className="row no-print">
            <Button look="secondary" aria-expanded={map} onClick={() => setMap(m => !m)}>
              {map ? '收起地图' : '在地图上看'}
            </Button>
            <Button look="plain" onClick={() => window.print()}>
              打印这一页
            </Button>
          </p>
        </section>
        <section className="card stack-s" aria-labelledby="place-hours">
          <h2 id="place-hours">开放时间</h2>
          <dl className="place-hours">
            {hoursLines(p.hours).map(l => (
              <div key={l.days}>
                <dt>{l.days}</dt>
                <dd>{l.hours}</dd>
              </div>
            ))}
          </dl>
          {p.sure ? null : <p className="muted small">今年的放假安排还没有公布，节假日请先打电话问。</p>}
          {p.note ? <p>{p.note}</p> : null}
        </section>
      </div>
      {p.photos.length > 0 && !gone && p.validFrom <= today ? (
        <section className="card stack-s no-print" aria-labelledby="place-photos">
          <h2 id="place-photos">照片</h2>
          <ul className="place-photos">
            {p.photos.map(photo => (
              <li key={photo.id}>
                <figure>
                  <img src={`/api/places/${p.no}/photos/${photo.id}`} alt={photo.caption} loading="lazy" />
                  {/* The picture says the same to who hears the page. */}
                  <figcaption className="muted small" aria-hidden="true">
                    {photo.caption}
                  </figcaption>
                </figure>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {map ? (
        <Suspense fallback={<Loading what="正在打开地图…" />}>
          <PlaceMap label={`${p.name}的位置`} points={points} towns={around} />
        </Suspense>
      ) : null}
      <section className="card stack-s" aria-labelledby="place-what">
        <h2 id="place-what">这里能办什么</h2>
        {p.services.length === 0 ? <p>还没有登记，请先打电话问。</p> : <Services services={p.services} names={names} />}
      </section>
      <section className="card stack-s" aria-labelledby="place-access">
        <h2 id="place-access">无障碍和帮办</h2>
        <p>{p.access.length > 0 ? p.access.map(a => accessFeatures[a as keyof typeof accessFeatures]).join('、') : '没有登记无障碍设施。'}</p>
      </section>
      <p className="muted small">
        信息核对于 {day(p.confirmedOn, today)}。和实际不一样？请打 <a href="tel:12345">12345</a> 告诉我们。
      </p>
    </div>
  );
}

/** The same empty list each time, so that the map is not drawn anew. */
const nothing: never[] = [];

const explained: Record<Way, string> = {
  handle: '当场就能办',
  collect: '把材料交给这里，由他们送到县里办',
  print: '在机器上自己打印',
  look: '在这里查询',
};

function Services({ services, names }: { services: PlaceView['services']; names: ReadonlyMap<string, string> }) {
  const used = (Object.keys(ways) as Way[]).filter(w => services.some(s => s.way === w));
  return (
    <>
      {used.map(w => (
        <div key={w} className="stack-s">
          <h3>
            {ways[w]} <span className="muted small">{explained[w]}</span>
          </h3>
          <ul className="place-services">
            {services
              .filter(s => s.way === w)
              .map(s => (
                <li key={s.subject}>
                  {s.subject.startsWith('thing:') ? (
                    <Link href={`/things/${s.subject.slice(6)}`}>{names.get(s.subject) ?? s.subject}</Link>
                  ) : (
                    (names.get(s.subject) ?? s.subject)
                  )}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </>
  );
}
