/** Period, department, thing and town of the board. */

import { Button, Input, Segmented, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useUnits } from '#ui/frame';
import { type BoardFilter, periodFault, presets } from './board-period.ts';
import { useThings } from './names.ts';

interface Props {
  filter: BoardFilter;
  today: string;
  /** Sees the whole county; others see their own department. */
  wide: boolean;
  change(next: Record<string, string>): void;
}

export function BoardFilters({ filter, today, wide, change }: Props) {
  const { departments, towns } = useUnits();
  const { things } = useThings();
  const [own, setOwn] = useState({ from: filter.from, to: filter.to });
  useEffect(() => setOwn({ from: filter.from, to: filter.to }), [filter.from, filter.to]);
  const fault = periodFault(own.from, own.to);
  const pick = (next: { from: string; to: string }) => {
    setOwn(next);
    if (!periodFault(next.from, next.to)) change({ period: '', ...next });
  };
  const filtered = filter.unit || filter.subject || filter.town;
  return (
    <search className="board-filters no-print" aria-label="看板的范围">
      <Segmented
        aria-label="统计期"
        options={Object.entries(presets).map(([value, label]) => ({ value, label }))}
        value={filter.preset === 'own' ? ('' as never) : filter.preset}
        onChange={period => change({ period, from: '', to: '' })}
      />
      <div className="board-days">
        <Input
          type="date"
          aria-label="开始日期"
          max={today}
          value={own.from}
          status={fault ? 'error' : ''}
          onChange={e => pick({ ...own, from: e.target.value })}
        />
        <span>至</span>
        <Input
          type="date"
          aria-label="结束日期"
          max={today}
          value={own.to}
          status={fault ? 'error' : ''}
          onChange={e => pick({ ...own, to: e.target.value })}
        />
      </div>
      {wide ? (
        <Select
          aria-label="部门"
          allowClear
          placeholder="全部部门"
          showSearch={{ optionFilterProp: 'label' }}
          value={filter.unit || undefined}
          onChange={unit => change({ unit: unit ?? '' })}
          options={departments.map(u => ({ value: u.id, label: u.name }))}
        />
      ) : null}
      <Select
        aria-label="一件事"
        allowClear
        placeholder="全部一件事"
        showSearch={{ optionFilterProp: 'label' }}
        value={filter.subject || undefined}
        onChange={subject => change({ subject: subject ?? '' })}
        options={things.map(t => ({ value: String(t.no), label: t.name }))}
      />
      <Select
        aria-label="乡镇"
        allowClear
        placeholder="全部乡镇"
        value={filter.town || undefined}
        onChange={town => change({ town: town ?? '' })}
        options={towns.map(u => ({ value: u.id.replace('town-', ''), label: u.name }))}
      />
      {filtered ? (
        <Button type="link" onClick={() => change({ unit: '', subject: '', town: '' })}>
          清除筛选
        </Button>
      ) : null}
      {fault ? (
        <p className="board-fault" role="alert">
          {fault}
        </p>
      ) : null}
    </search>
  );
}
