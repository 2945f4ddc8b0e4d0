/** What does the person want? A box to say it, what waits for them, and everything there is. */
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useTitle } from '#ui/kit';
import { Services } from '#ui/services';
import { useSession } from '#ui/session';
import { Mine } from './home-mine.tsx';
import { Results } from './home-results.tsx';
import { Things } from './home-things.tsx';
import { SearchBox } from './search-box.tsx';
import './home.css';

const examples = ['开面馆', '生孩子', '老人去世', '卖房', '退休'];

export default function Home() {
  useTitle('首页');
  const [params, setParams] = useSearchParams();
  const asked = params.get('q')?.trim().slice(0, 60) ?? '';
  const [text, setText] = useState(asked);
  const { data: session } = useSession();
  const search = (words: string) => {
    setText(words);
    setParams(words ? { q: words } : {});
  };
  return (
    <div className="home">
      <section className="home-hero" aria-labelledby="home-title">
        <Confluence />
        <h1 id="home-title">您想办什么事？</h1>
        <p className="home-lead">说一件事就行。要跑哪些部门、先后怎么办，我们来安排。</p>
        <SearchBox key={asked} text={text} setText={setText} onSearch={search} />
        <div className="home-examples">
          <span id="home-examples">常办</span>
          <ul aria-labelledby="home-examples">
            {examples.map(words => (
              <li key={words}>
                <button type="button" onClick={() => search(words)}>
                  {words}
                </button>
              </li>
            ))}
          </ul>
        </div>
        <p className="home-guide">
          说不清是哪件事？
          <Link href="/guide">一步一步问我</Link>
        </p>
      </section>
      {asked ? (
        <Results text={asked} onClear={() => search('')} />
      ) : (
        <>
          {session?.kind === 'person' ? <Mine name={session.name} today={session.today} /> : null}
          <Services />
          <Things />
        </>
      )}
    </div>
  );
}

/** Many ways that flow into one: several departments, one thing. The lines run on to the edge of the widest screen. */
const Confluence = () => (
  <svg className="home-art" viewBox="0 0 1200 300" aria-hidden="true" focusable="false">
    {[-6, 34, 74, 114, 154, 194, 234, 274, 314].map(y => (
      <path key={y} d={`M1200 ${y} H440 C 300 ${y}, 270 ${154 + (y - 154) * 0.12}, 118 154`} />
    ))}
    <circle cx="84" cy="154" r="44" />
    <path className="home-art-tick" d="M64 155 l14 14 l28 -31" />
  </svg>
);
