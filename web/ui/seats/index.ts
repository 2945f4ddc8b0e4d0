export { type AtSeat, type QueueName, useAtSeat, useQueues } from './data.ts';
export { useKeys } from './keys.ts';
export { QueueFigures, Sum } from './queue-figures.tsx';
export { QueueSettings } from './queue-settings.tsx';
export { SeatPage } from './seat-page.tsx';
export { TransferDialog } from './transfer-dialog.tsx';
export { WaitingList } from './waiting-list.tsx';
