/** Year, title and number of a plan, when it is begun and when they are changed. */
import { Form, Input, InputNumber, Select } from 'antd';
import { faultOf } from '#ui/frame';
import { type Season, seasons } from '../../figures.ts';

export interface Head {
  year: number | null;
  season: Season;
  title: string;
  number: string;
}

interface Props {
  id: string;
  head: Head;
  numberLabel: string;
  error: unknown;
  change(next: Partial<Head>): void;
}

/** What is wrong with a field, below it. */
export function helpAt(error: unknown, path: string) {
  const fault = faultOf(error, path);
  return { validateStatus: fault ? ('error' as const) : ('' as const), help: fault };
}

export const HeadFields = ({ id, head, numberLabel, error, change }: Props) => (
  <>
    <Form.Item label="年度" htmlFor={`${id}-year`} required {...helpAt(error, 'year')}>
      <InputNumber id={`${id}-year`} value={head.year} onChange={year => change({ year })} min={2016} max={2100} />
    </Form.Item>
    <Form.Item label="哪次调整" htmlFor={`${id}-season`} {...helpAt(error, 'season')}>
      <Select
        id={`${id}-season`}
        value={head.season}
        onChange={season => change({ season })}
        options={Object.entries(seasons).map(([value, label]) => ({ value, label }))}
      />
    </Form.Item>
    <Form.Item label="标题" htmlFor={`${id}-title`} required {...helpAt(error, 'title')}>
      <Input id={`${id}-title`} value={head.title} maxLength={120} onChange={e => change({ title: e.target.value })} />
    </Form.Item>
    <Form.Item label={numberLabel} htmlFor={`${id}-number`} {...helpAt(error, 'number')}>
      <Input id={`${id}-number`} value={head.number} maxLength={60} onChange={e => change({ number: e.target.value })} />
    </Form.Item>
  </>
);
