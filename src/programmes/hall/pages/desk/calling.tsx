/** Calling at a window: sit down, next, again, passed over, hand on, done; who comes next; all by keyboard. */
import { SeatPage } from '#ui/seats';
import { hallSite } from '../../figures.ts';
import { CallingSeat } from './calling-seat.tsx';

const words = {
  title: '窗口叫号',
  seat: '窗口',
  work: '叫号',
  unset: '大厅还没有布置窗口，请联系事项管理员。',
  pausing: '屏幕上显示“暂停”，等候的人由别的窗口叫。',
  reasons: ['设备故障', '送审材料', '短暂离开', '开会'],
};

export default function CallingPage() {
  return (
    <SeatPage site={hallSite} words={words}>
      {seatId => <CallingSeat key={seatId} seatId={seatId} />}
    </SeatPage>
  );
}
