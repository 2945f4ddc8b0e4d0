/** An answer's text as a page shows it: paragraphs, lists and links, made of text and never of markup. */
import { Link } from 'wouter';
import { blocksOf, type Inline, type Target } from '../answer-text.ts';

function href(to: Target, words: string): string {
  switch (to.kind) {
    case 'thing':
      return `/things/${to.id}`;
    case 'entry':
      return `/knowledge/${to.id}`;
    // A matter has no page of its own: it is asked about by its name.
    case 'matter':
      return `/ask?q=${encodeURIComponent(words)}`;
    case 'page':
      return to.path;
    case 'tel':
      return `tel:${to.number}`;
    case 'web':
      return to.url;
  }
}

const Inlined = ({ parts }: { parts: readonly Inline[] }) =>
  parts.map((part, i) => {
    if (typeof part === 'string') return part;
    const key = `${i}-${part.text}`;
    if (part.to.kind === 'tel' || part.to.kind === 'web')
      return (
        <a key={key} href={href(part.to, part.text)} {...(part.to.kind === 'web' ? { target: '_blank', rel: 'noreferrer' } : {})}>
          {part.text}
        </a>
      );
    return (
      <Link key={key} href={href(part.to, part.text)}>
        {part.text}
      </Link>
    );
  });

/** Lines have no names; their place in a text that never changes is their key. */
const keyed = <T,>(lines: readonly T[]) => lines.map((line, n) => ({ line, key: `${n}` }));

export function AnswerText({ text }: { text: string }) {
  return (
    <div className="answer-text">
      {keyed(blocksOf(text)).map(({ line: block, key }) => {
        const lines = keyed(block.lines);
        if (block.kind === 'p')
          return (
            <p key={key}>
              {lines.map(l => (
                <span key={l.key} className="answer-line">
                  <Inlined parts={l.line} />
                </span>
              ))}
            </p>
          );
        const List = block.kind;
        return (
          <List key={key}>
            {lines.map(l => (
              <li key={l.key}>
                <Inlined parts={l.line} />
              </li>
            ))}
          </List>
        );
      })}
    </div>
  );
}
