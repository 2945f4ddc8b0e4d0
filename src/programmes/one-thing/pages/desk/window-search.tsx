/** The one field at which a visit begins. A scanner types into it like a keyboard and ends with Enter. */
import { IdcardOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { api, Problem } from '#ui/api';
import { Trouble } from '#ui/frame';
import type { FirmShown, Visitor } from '../../window.ts';
import { readCard, type Scanned } from './window-scan.ts';

type Unknown = { found: false; birth: string; sex: 'male' | 'female' };
export type Found =
  | { is: 'person'; visitor: Visitor }
  | { is: 'nobody'; identity: string; birth: string; sex: 'male' | 'female' }
  | { is: 'firm'; firm: FirmShown };

interface Props {
  label: string;
  hint: string;
  today: string;
  onFound(found: Found): void;
}

async function look(card: Extract<Scanned, { is: 'person' | 'firm' }>): Promise<Found | null> {
  if (card.is === 'firm') {
    const { firm } = await api.post<{ firm: FirmShown | null }>('/window/firm-search', { code: card.code });
    return firm ? { is: 'firm', firm } : null;
  }
  const answer = await api.post<Visitor | Unknown>('/window/person-search', { identity: card.identity });
  return answer.found ? { is: 'person', visitor: answer } : { is: 'nobody', identity: card.identity, birth: answer.birth, sex: answer.sex };
}

export function WindowSearch({ label, hint, today, onFound }: Props) {
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const input = useRef<InputRef>(null);
  useEffect(() => input.current?.focus(), []);
  const again = (message: string) => {
    setFault(message);
    input.current?.focus({ cursor: 'all' });
  };
  const search = useMutation({
    mutationFn: look,
    onSuccess: found => (found ? onFound(found) : again('县里没有登记这家企业。请核对号码；外地企业请先办理登记或请企业自己在网上申请')),
    onError: error => error instanceof Problem && error.faults[0] && again(error.faults[0].message),
  });
  const go = () => {
    if (search.isPending) return;
    const card = readCard(text, today);
    if (card.is === 'wrong') return again(card.message);
    setFault(null);
    search.mutate(card);
  };
  return (
    <form
      className="window-search"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        go();
      }}
    >
      <Form.Item
        label={label}
        htmlFor="window-card"
        layout="vertical"
        extra={<span id="window-card-hint">{hint}</span>}
        {...(fault
          ? {
              validateStatus: 'error' as const,
              help: (
                <span id="window-card-fault" role="alert">
                  {fault}
                </span>
              ),
            }
          : {})}
      >
        <div className="window-search-line">
          <Input
            ref={input}
            id="window-card"
            size="large"
            prefix={<IdcardOutlined />}
            value={text}
            autoComplete="off"
            spellCheck={false}
            maxLength={60}
            aria-invalid={fault ? true : undefined}
            aria-describedby={fault ? 'window-card-fault' : 'window-card-hint'}
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
      {search.isError && !(search.error instanceof Problem && search.error.faults[0]) ? <Trouble error={search.error} again={go} /> : null}
    </form>
  );
}
