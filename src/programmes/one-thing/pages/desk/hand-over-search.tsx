/** Finding results: by card, Zhongyang code, credit code, phone, number of the case, or name. */
import { SearchOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { api, Problem } from '#ui/api';
import { TerminalPick, useCodeReading, useWindowTerminal } from '#ui/scan';
import type { FirmShown, OpenedByCode, PersonShown, Visitor } from '../../window.ts';
import { readCode, readScan, type Scanned } from './window-scan.ts';

export interface Sought {
  name: string;
  person?: string;
  q?: string;
}

type Shown = { is: 'code'; scan: () => Promise<string> };

async function look(scanned: Exclude<Scanned, { is: 'wrong' }> | Shown): Promise<Sought[] | string> {
  switch (scanned.is) {
    case 'code': {
      const { visitor, firm } = await api.get<{ visitor: Visitor; firm: FirmShown | null; opened: OpenedByCode }>(`/window/code-scans/${await scanned.scan()}`);
      return [firm ? { name: `${firm.name}（${visitor.person.name}来领）`, person: firm.id } : { name: visitor.person.name, person: visitor.person.id }];
    }
    case 'person': {
      const answer = await api.post<Visitor | { found: false }>('/window/person-search', { identity: scanned.identity });
      return answer.found ? [{ name: answer.person.name, person: answer.person.id }] : '县里没有这个号码的人，请核对；代领的，请用申请人的号码查';
    }
    case 'firm': {
      const { firm } = await api.post<{ firm: FirmShown | null }>('/window/firm-search', { code: scanned.code });
      return firm ? [{ name: firm.name, person: firm.id }] : '县里没有登记这家企业，请核对号码';
    }
    case 'phone': {
      const { items } = await api.post<{ items: PersonShown[] }>('/window/phone-search', { phone: scanned.phone });
      return items.length > 0 ? items.map(p => ({ name: `${p.name}（${p.identity}）`, person: p.id })) : '没有人登记过这个手机号';
    }
    case 'words':
      return [{ name: `“${scanned.words}”`, q: scanned.words }];
  }
}

export function HandOverSearch({ today, onFound }: { today: string; onFound(sought: Sought | null): void }) {
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [several, setSeveral] = useState<Sought[]>([]);
  const at = useWindowTerminal();
  const read = useCodeReading('领取结果');
  const input = useRef<InputRef>(null);
  useEffect(() => input.current?.focus(), []);
  const wrong = (message: string) => {
    setFault(message);
    // Nobody was found: the results of whoever was looked for before must not stand there in their place.
    onFound(null);
    input.current?.focus({ cursor: 'all' });
  };
  const search = useMutation({
    mutationFn: look,
    onSuccess: found => {
      if (typeof found === 'string') return wrong(found);
      if (found.length > 1) return setSeveral(found);
      onFound(found[0]!);
      // The next one can be scanned at once.
      input.current?.focus({ cursor: 'all' });
    },
    onError: error => wrong(error instanceof Problem ? (error.faults[0]?.message ?? error.message) : '没有查成，请再试一次'),
  });
  const go = () => {
    if (search.isPending) return;
    setSeveral([]);
    if (text.trim() === '') {
      setFault(null);
      return onFound(null);
    }
    const code = readCode(text);
    const scanned = code ?? readScan(text, today);
    if (scanned.is === 'wrong') return wrong(scanned.message);
    setFault(null);
    if (!code) return search.mutate(scanned as Exclude<Scanned, { is: 'wrong' }>);
    if (!at.terminal) return wrong('扫中阳码以前，先在下面选这台电脑是哪个窗口');
    const { id } = at.terminal;
    search.mutate({ is: 'code', scan: () => read(code.code, id) });
  };
  return (
    <form
      noValidate
      className="hand-over-search"
      onSubmit={event => {
        event.preventDefault();
        go();
      }}
    >
      <Form.Item
        label="找谁的结果"
        htmlFor="hand-over-find"
        layout="vertical"
        extra={<span id="hand-over-hint">刷身份证、扫中阳码，或输入姓名（拼音也行）、手机号、办件编号、企业代码，按回车</span>}
        {...(fault
          ? {
              validateStatus: 'error' as const,
              help: (
                <span id="hand-over-fault" role="alert">
                  {fault}
                </span>
              ),
            }
          : {})}
      >
        <div className="hand-over-line">
          <Input
            ref={input}
            id="hand-over-find"
            size="large"
            prefix={<SearchOutlined />}
            value={text}
            autoComplete="off"
            spellCheck={false}
            maxLength={400}
            allowClear
            aria-invalid={fault ? true : undefined}
            aria-describedby={fault ? 'hand-over-fault' : 'hand-over-hint'}
            onChange={event => {
              setText(event.target.value);
              setFault(null);
            }}
          />
          <Button type="primary" size="large" htmlType="submit" loading={search.isPending}>
            查找
          </Button>
        </div>
      </Form.Item>
      <TerminalPick at={at} id="hand-over-terminal" />
      {several.length > 0 ? (
        <div className="hand-over-several" role="status">
          这个手机号登记了 {several.length} 个人，请选：
          {several.map(s => (
            <Button
              key={s.person}
              onClick={() => {
                setSeveral([]);
                onFound(s);
              }}
            >
              {s.name}
            </Button>
          ))}
        </div>
      ) : null}
    </form>
  );
}
