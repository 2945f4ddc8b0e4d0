/** What to search the audit by. */
import { SearchOutlined } from '@ant-design/icons';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { actionGroups, actionWords } from './audit-words.ts';

export const keys = ['actor', 'action', 'subject', 'from', 'to'] as const;
export type Filter = Record<(typeof keys)[number], string>;

/** The choice that shows what the system did by itself, too; it would crowd out people's actions. */
const everything = 'all';

/** What the server is asked: everything about a subject or of an action, otherwise what people did. */
export const asked = ({ action, ...filter }: Filter) => ({
  ...filter,
  action: action === everything ? '' : action,
  people: action || filter.subject ? '' : 'true',
});

interface Asked {
  filter: Filter;
  set(next: Filter): void;
  busy: boolean;
  again(): void;
  /** What the one action that is searched for is called, once an entry of it is there. */
  title: string | null;
}

export function AuditFilters({ filter, set, busy, again, title }: Asked) {
  const [typed, setTyped] = useState(filter);
  const put = (next: Partial<Filter>) => setTyped(was => ({ ...was, ...next }));
  const fault = typed.from && typed.to && typed.to < typed.from ? '结束日期不能早于开始日期' : undefined;
  const same = keys.every(k => typed[k].trim() === filter[k]);
  const search = () => {
    if (fault) return;
    if (same) again();
    else set(Object.fromEntries(keys.map(k => [k, typed[k].trim()])) as unknown as Filter);
  };
  const groups = Object.entries(actionGroups).map(([value, label]) => ({ value, label }));
  const exact =
    typed.action && typed.action !== everything && !(typed.action in actionGroups)
      ? [{ value: typed.action, label: actionWords(typed.action, typed.action === filter.action ? title : null) }]
      : [];
  return (
    <search aria-label="审计查询条件">
      <Form layout="vertical" className="audit-filters" onFinish={search}>
        <Form.Item label="谁" htmlFor="audit-actor">
          <Input id="audit-actor" allowClear maxLength={60} placeholder="姓名" value={typed.actor} onChange={e => put({ actor: e.target.value })} />
        </Form.Item>
        <Form.Item label="做了什么" htmlFor="audit-action">
          <Select
            id="audit-action"
            allowClear
            placeholder={typed.subject ? '全部' : '人的操作'}
            showSearch={{ optionFilterProp: 'label' }}
            value={typed.action || undefined}
            onChange={v => put({ action: v ?? '' })}
            options={[{ value: everything, label: '全部，包括系统自动的' }, ...exact, ...groups]}
          />
        </Form.Item>
        <Form.Item label="对什么" htmlFor="audit-subject" tooltip="办件编号；或点下面记录里的对象，只看它的记录">
          <Input id="audit-subject" allowClear maxLength={100} placeholder="办件编号" value={typed.subject} onChange={e => put({ subject: e.target.value })} />
        </Form.Item>
        <Form.Item label="从哪天" htmlFor="audit-from">
          <Input id="audit-from" type="date" value={typed.from} onChange={e => put({ from: e.target.value })} />
        </Form.Item>
        <Form.Item label="到哪天" htmlFor="audit-to" validateStatus={fault ? 'error' : ''} help={fault}>
          <Input id="audit-to" type="date" value={typed.to} onChange={e => put({ to: e.target.value })} />
        </Form.Item>
        <Form.Item label=" " colon={false}>
          <Button type="primary" htmlType="submit" icon={<SearchOutlined />} loading={busy}>
            查询
          </Button>
          {keys.some(k => filter[k]) ? (
            <Button type="link" onClick={() => set({ actor: '', action: '', subject: '', from: '', to: '' })}>
              清空
            </Button>
          ) : null}
        </Form.Item>
      </Form>
    </search>
  );
}
