/** What a benefit is called, says, rests on and when it can be claimed. */
import { Checkbox, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { type Item, kinds, onces, ways } from '../../item.ts';

interface Props {
  item: Item;
  change(part: Partial<Item>): void;
  readOnly: boolean;
  /** What is wrong with a field. */
  fault(path: string): string | undefined;
  /** The field of the department. */
  children: ReactNode;
}

export function Basics({ item, change, readOnly, fault, children }: Props) {
  const text = (id: 'title' | 'document' | 'place' | 'contact', label: string, max: number, wide = false) => (
    <div className={wide ? 'wide' : undefined}>
      <label className="policy-label" htmlFor={`item-${id}`}>
        {label}
      </label>
      <Input
        id={`item-${id}`}
        disabled={readOnly}
        maxLength={max}
        value={item[id]}
        onChange={e => change({ [id]: e.target.value })}
        status={fault(id) ? 'error' : ''}
      />
      {fault(id) ? <p className="policy-wrong">{fault(id)}</p> : null}
    </div>
  );
  const select = <K extends 'kind' | 'way' | 'once'>(id: K, label: string, options: Record<Item[K], string>) => (
    <div>
      <label className="policy-label" htmlFor={`item-${id}`}>
        {label}
      </label>
      <Select
        id={`item-${id}`}
        disabled={readOnly}
        value={item[id]}
        onChange={value => change({ [id]: value } as Partial<Item>)}
        options={Object.entries(options).map(([value, title]) => ({ value: value as Item[K], label: title as string }))}
      />
      {fault(id) ? <p className="policy-wrong">{fault(id)}</p> : null}
    </div>
  );
  return (
    <section className="frame-panel" aria-label="基本内容">
      <h2>基本内容</h2>
      <div className="policy-form">
        {text('title', '名称', 60, true)}
        <div className="wide">
          <label className="policy-label" htmlFor="item-summary">
            给企业看的简介
          </label>
          <Input.TextArea
            id="item-summary"
            disabled={readOnly}
            rows={2}
            maxLength={400}
            value={item.summary}
            onChange={e => change({ summary: e.target.value })}
          />
          {fault('summary') ? <p className="policy-wrong">{fault('summary')}</p> : null}
        </div>
        {select('kind', '种类', kinds)}
        {select('way', '方式', ways)}
        {select('once', '次数', onces)}
        <div>
          <label className="policy-label" htmlFor="item-unit">
            部门
          </label>
          {children}
        </div>
        {text('document', '依据文件', 80)}
        {text('place', '条款', 60)}
        <div>
          <label className="policy-label" htmlFor="item-from">
            申领开始
          </label>
          <Input id="item-from" type="date" disabled={readOnly} value={item.from} onChange={e => change({ from: e.target.value })} />
          {fault('from') ? <p className="policy-wrong">{fault('from')}</p> : null}
        </div>
        <div>
          <label className="policy-label" htmlFor="item-to">
            申领截止
          </label>
          <Input id="item-to" type="date" disabled={readOnly} value={item.to} onChange={e => change({ to: e.target.value })} />
          {fault('to') ? <p className="policy-wrong">{fault('to')}</p> : null}
        </div>
        <div>
          <label className="policy-label" htmlFor="item-days">
            承诺审核时限
          </label>
          <InputNumber
            id="item-days"
            disabled={readOnly}
            min={1}
            max={60}
            suffix="个工作日"
            value={item.promisedDays}
            onChange={n => change({ promisedDays: n ?? 1 })}
          />
        </div>
        {text('contact', '咨询电话', 60)}
        <div className="wide">
          <Checkbox disabled={readOnly} checked={item.assumed} onChange={e => change({ assumed: e.target.checked })}>
            依据或数额待部门确认
          </Checkbox>
        </div>
      </div>
    </section>
  );
}
