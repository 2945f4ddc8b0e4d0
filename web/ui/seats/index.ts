export { type AtSeat, type QueueName, useAtSeat, useQueues } from './data.ts';
export { SeatPage } from './seat-page.tsx';
export { TransferDialog } from './transfer-dialog.tsx';
