/** Everything that a search found, and what to do when nothing was. */
import { Link } from 'wouter';
import { Button, Failed, Loading } from '#ui/kit';
import { Suggestion, useSearchThings } from './search-box.tsx';

export function Results({ text, onClear }: { text: string; onClear(): void }) {
  const { data, error, isPending, isPlaceholderData, refetch } = useSearchThings(text);
  return (
    <section className="home-results" aria-labelledby="home-results">
      <div className="row between">
        <h2 id="home-results" aria-live="polite">
          {data && !isPlaceholderData ? (data.items.length > 0 ? `“${text}”：找到 ${data.items.length} 件事` : `没有找到“${text}”`) : `正在找“${text}”`}
        </h2>
        <Button look="plain" onClick={onClear}>
          看全部 40 件事
        </Button>
      </div>
      {error ? <Failed error={error} again={() => void refetch()} /> : null}
      {isPending || isPlaceholderData ? <Loading what="正在找…" /> : null}
      {data && !isPlaceholderData && data.items.length > 0 ? (
        <ul className="home-found">
          {data.items.map(thing => (
            <li key={thing.no}>
              <Link href={`/things/${thing.no}`} className="home-found-link">
                <Suggestion thing={thing} />
                <span className="home-found-intro">{thing.intro}</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      {data && !isPlaceholderData ? <Otherwise found={data.items.length > 0} /> : null}
    </section>
  );
}

/** Nobody is left standing: the guide, and a telephone with a person. */
const Otherwise = ({ found }: { found: boolean }) => (
  <div className="card home-otherwise">
    <h3>{found ? '都不是您要办的？' : '换个办法找'}</h3>
    <ul className="stack-s">
      {found ? null : <li>换个说法试试，比如“开饭店”“上户口”“买房”，拼音和首字母也可以。</li>}
      <li>
        <Link href="/guide">一步一步问我</Link>：回答两个问题，就能找到要办的事。
      </li>
      <li>
        打 <a href="tel:12345">12345</a>，把您的情况告诉话务员。
      </li>
    </ul>
  </div>
);
