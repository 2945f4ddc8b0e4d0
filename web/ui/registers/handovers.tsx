/** Hand-overs of a register's list: those there were, and a new one. Whoever receives sees these pages without the register. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { HandoverView } from '#platform/registers';
import { handoverStates } from '#platform/registers/pure';
import { api, useCreate } from '../api/index.ts';
import { Choose, Filters, Frame, faultOf, List, Mark, Trouble, useList } from '../frame/index.ts';
import { useFilters } from '../pages/index.ts';
import { moment } from '../words/index.ts';
import type { Place } from './data.ts';
import './registers.css';

interface Page {
  title: string;
  unit: string;
  yearly: boolean;
  usual: string;
  items: HandoverView[];
  total: number;
  to: { unit: string; name: string; what: 'whole' | 'new' }[];
}

export const handoverLook = { handed: 'warn', received: 'good', returned: 'bad', replaced: 'plain' } as const;

/** What the next one differs by. */
export const differing = (h: HandoverView): string =>
  h.number === 1 && h.altered + h.gone === 0 ? '第一次' : `新增 ${h.fresh}，有变化 ${h.altered}，不再有 ${h.gone}`;

export function RegisterHandovers(place: Place) {
  const [handing, setHanding] = useState(false);
  const found = useList<Page>(`register-handovers-${place.kind}`, `/registers/${place.kind}/handovers`, ['state', 'period']);
  const page = found.list.data;
  return (
    <Frame
      title={page ? `${page.title}：交接` : '名单交接'}
      {...(page && page.to.length > 0 ? { back: { to: place.base, title: page.title } } : {})}
      actions={
        page && page.to.length > 0 ? (
          <Button type="primary" onClick={() => setHanding(true)}>
            交出名单
          </Button>
        ) : null
      }
    >
      {place.pages}
      <Filters>
        <Choose of="state" label="状态" all="状态：全部" options={handoverStates} />
      </Filters>
      <section className="frame-panel" aria-label="历次交接">
        <List of={found} unit="次" nothing="还没有交接过">
          {items => (
            <ul className="register-history">
              {items.map(h => (
                <li key={h.id}>
                  <p>
                    <Link href={`${place.base}/handovers/${h.id}`}>
                      {h.period ? `${h.period} 年 ` : ''}第 {h.number} 次，交给{h.toName}
                    </Link>{' '}
                    <Mark look={handoverLook[h.state]}>{handoverStates[h.state]}</Mark> {h.rejected > 0 ? <Mark look="bad">退回 {h.rejected} 行</Mark> : null}{' '}
                    {h.paper ? null : <span className="frame-muted frame-small">没有盖章件</span>}
                  </p>
                  <p className="frame-muted frame-small">
                    {moment(h.handedAt)} {h.fromName} {h.handedByName}：{h.rows} {found.list.data?.unit}；{differing(h)}
                    {h.reason ? `；退回原因：${h.reason}` : ''}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </List>
      </section>
      {handing && page ? <HandDialog place={place} page={page} close={() => setHanding(false)} /> : null}
    </Frame>
  );
}

function HandDialog({ place, page, close }: { place: Place; page: Page; close(): void }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [, go] = useLocation();
  const asked = useFilters().get('year');
  const [to, setTo] = useState(page.to[0]!.unit);
  const [period, setPeriod] = useState(asked ?? page.usual);
  const [note, setNote] = useState('');
  const [paper, setPaper] = useState<File | null>(null);
  const create = useCreate();
  /** The paper as it was uploaded, so that another try sends the same. */
  const sent = useRef<{ paper: File; id: string } | null>(null);
  const hand = useMutation({
    mutationFn: async () => {
      if (paper && sent.current?.paper !== paper) sent.current = { paper, id: (await api.upload<{ id: string }>('/files', paper)).id };
      return create<{ id: string; rows: number }>(`/registers/${place.kind}/handovers`, {
        ...{ period, to },
        ...(paper ? { paper: sent.current?.id } : {}),
        ...(note.trim() ? { note: note.trim() } : {}),
      });
    },
    onSuccess: async made => {
      await client.invalidateQueries({ predicate: q => String(q.queryKey[0]).startsWith('register') });
      message.success(`已交出 ${made.rows} ${page.unit}`);
      go(`${place.base}/handovers/${made.id}`);
    },
  });
  const fault = (path: string) => faultOf(hand.error, path);
  return (
    <Modal open title="交出名单" okText="交出" cancelText="取消" confirmLoading={hand.isPending} onOk={() => !hand.isPending && hand.mutate()} onCancel={close}>
      <p>名单按现在的样子固定下来，交出以后不能改；要改就改台账，再交一次。</p>
      <Form layout="vertical">
        {page.yearly ? (
          <Form.Item label="年度" htmlFor="hand-period" required validateStatus={fault('period') ? 'error' : ''} help={fault('period')}>
            <Input id="hand-period" inputMode="numeric" maxLength={4} value={period} onChange={e => setPeriod(e.target.value)} />
          </Form.Item>
        ) : null}
        <Form.Item label="交给" htmlFor="hand-to" required>
          <Select
            id="hand-to"
            aria-label="交给"
            value={to}
            onChange={setTo}
            options={page.to.map(t => ({ value: t.unit, label: `${t.name}（${t.what === 'whole' ? '整份' : '上次以后新增和改过的'}）` }))}
          />
        </Form.Item>
        <Form.Item
          label="盖章件（照片或 PDF）"
          htmlFor="hand-paper"
          extra="没有盖章件也能交，对方会看到“没有盖章件”。"
          validateStatus={fault('paper') ? 'error' : ''}
          help={fault('paper')}
        >
          <input id="hand-paper" type="file" accept="image/jpeg,image/png,application/pdf" onChange={e => setPaper(e.target.files?.[0] ?? null)} />
        </Form.Item>
        <Form.Item label="说明" htmlFor="hand-note">
          <Input.TextArea id="hand-note" rows={2} maxLength={200} value={note} onChange={e => setNote(e.target.value)} />
        </Form.Item>
      </Form>
      {hand.isPending ? <Alert type="info" showIcon role="status" title="正在固定名单、计数、和上一次比较…" /> : null}
      {hand.isError && !['period', 'paper'].some(fault) ? <Trouble error={hand.error} /> : null}
    </Modal>
  );
}
