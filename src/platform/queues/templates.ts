/** What people are told about their bookings and numbers. */
import type { Templates } from '../notices/index.ts';

export const queueTemplates: Templates = {
  'booking-made': d => ({
    title: '预约成功',
    body: `您预约了${d.when}到“${d.queue}”。预约号 ${d.number}，到大厅在取号机上输入它取号。来不了请提前取消。`,
  }),
  'booking-cancelled': d => ({ title: '预约已取消', body: `${d.when}“${d.queue}”的预约已经取消。` }),
  'booking-missed': d => ({ title: '预约没有来', body: `${d.when}“${d.queue}”的预约没有取号，已按没有来记录。30 天内 3 次没有来，30 天不能预约。` }),
  'ticket-called': d => ({ title: '叫到您的号了', body: `${d.number} 请到${d.seat}。` }),
};
