/** Searches when typing pauses. */
import { Input, type InputRef } from 'antd';
import { type Ref, useEffect, useState } from 'react';

interface Props {
  label: string;
  placeholder: string;
  value: string;
  change(q: string): void;
  box?: Ref<InputRef>;
  /** Why this text is not searched for. */
  refused?: (text: string) => string | undefined;
}

export function SearchBox({ label, placeholder, value, change, box, refused }: Props) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const why = refused?.(text.trim());
  useEffect(() => {
    if (text.trim() === value || why) return;
    const timer = setTimeout(() => change(text.trim()), 350);
    return () => clearTimeout(timer);
  });
  return (
    <Input.Search
      allowClear
      className="frame-search"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      maxLength={60}
      {...(box ? { ref: box } : {})}
      {...(why ? { status: 'warning' as const, title: why } : {})}
      onChange={e => setText(e.target.value)}
      onSearch={q => !why && change(q.trim())}
    />
  );
}
