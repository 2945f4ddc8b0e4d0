/** What people are told about their bookings and numbers. */
import type { Templates } from '../notices/index.ts';

export const queueTemplates: Templates = {
  'booking-made': d => ({
    title: '预约成功',
    body: `您预约了${d.when}到“${d.queue}”。预约号 ${d.number}，到大厅在取号机上输入它取号。来不了请提前取消。`,
  }),
  'booking-cancelled': d => ({ title: '预约已取消', body: `${d.when}“${d.queue}”的预约已经取消。` }),
  'booking-missed': d => ({ title: '预约没有来', body: `${d.when}“${d.queue}”的预约没有取号，已按没有来记录。30 天内 3 次没有来，30 天不能预约。` }),
  'call-booked': d => ({ title: '预约成功', body: `您预约了${d.when}“${d.queue}”。到时间帮办员来找您，不用再取号。来不了请提前取消。` }),
  'call-failed': d => ({ title: '预约没有能进行', body: `${d.when}“${d.queue}”，我们没能按时联系您，很抱歉。请重新预约，这次不算失约。` }),
  'ticket-called-phone': () => ({ title: '帮办员正在打给您', body: '请留意来电。没有接到的，过几分钟会再打。' }),
  'ticket-called-video': d => ({ title: '轮到您了', body: `${d.seat}在等您，请打开“帮办”页面进入视频。` }),
  'ticket-called': d => ({ title: '叫到您的号了', body: `${d.number} 请到${d.seat}。` }),
};
