/** A list that is there as a whole: how many of it are shown, the same as a table to take along, what narrows it, its rows. */
import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Filters } from '#ui/frame';

interface Props {
  /** Of its heading. */
  id: string;
  title: string;
  count: number;
  unit: string;
  save(): void;
  filters: ReactNode;
  children: ReactNode;
}

export const Listed = ({ id, title, count, unit, save, filters, children }: Props) => (
  <section className="frame-panel" aria-labelledby={id}>
    <div className="frame-panel-head">
      <h2 id={id}>{title}</h2>
      <span className="frame-muted frame-small">
        {count} {unit}
      </span>
      <Button className="no-print" icon={<DownloadOutlined />} disabled={count === 0} onClick={save}>
        导出
      </Button>
    </div>
    <div className="no-print">
      <Filters>{filters}</Filters>
    </div>
    {children}
  </section>
);
