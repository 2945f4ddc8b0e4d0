/** What the hall did over some days. */
import { QueueFigures } from '#ui/seats';
import { hallSite } from '../../figures.ts';

const words = {
  title: '排队统计',
  tickets: '取号',
  served: '办完',
  missed: '过号',
  left: '离开',
  service: '办理',
  queue: '队',
  seat: '窗口',
  nothing: '这些天没有取号。',
};

export const Statistics = ({ today }: { today: string }) => <QueueFigures site={hallSite} words={words} today={today} />;
