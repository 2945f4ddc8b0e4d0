/** The first page of a kiosk: what can be done here, in large buttons. The frame around it is `web/portal/kiosk.tsx`. */
import { Link, useParams } from 'wouter';
import { Banner, Failed, Loading, useTitle } from '#ui/kit';
import { ways } from '../../figures.ts';
import { usePlace } from './data.ts';
import './kiosk-start.css';

const doors = [
  { path: '/', title: '办一件事', note: '找到要办的事，一次办成' },
  { path: '/cases', title: '查办件、打回执', note: '登录后查进度、打印回执' },
  { path: '/wallet', title: '我的证照', note: '登录后查看电子证照' },
  { path: '/places', title: '附近能办', note: '别的办事点在哪里' },
];

export default function KioskStart() {
  const { no = '' } = useParams<{ no: string }>();
  const { data, error, refetch } = usePlace(no);
  useTitle(data?.place.name ?? '自助服务');
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const { place, subjects } = data;
  const names = new Map(subjects.map(s => [s.key, s.name]));
  return (
    <div className="kiosk-start stack-l">
      <header className="stack-s">
        <h1>{place.name}</h1>
        <p>请点一项开始。离开前点右下角“办完了，退出”，您的信息会全部清除。</p>
      </header>
      {place.broken ? <Banner look="bad">这台机器登记了故障，有的功能可能不能用。请打 12345 或到别的办事点。</Banner> : null}
      <ul className="kiosk-doors">
        {doors.map(d => (
          <li key={d.path}>
            <Link href={d.path}>
              <strong>{d.title}</strong>
              <span>{d.note}</span>
            </Link>
          </li>
        ))}
      </ul>
      {place.services.length > 0 ? (
        <section className="stack-s" aria-labelledby="kiosk-here">
          <h2 id="kiosk-here">这里能办</h2>
          <ul className="kiosk-services">
            {place.services.map(s => (
              <li key={`${s.subject} ${s.way}`}>
                {s.subject.startsWith('thing:') ? <Link href={`/things/${s.subject.slice(6)}`}>{names.get(s.subject)}</Link> : names.get(s.subject)}
                <span className="muted">{ways[s.way]}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
