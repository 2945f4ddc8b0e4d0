/** States of messages and partners, as the pages of the exchange say them. */
import type { MessageView } from '#platform/exchange';
import { inStates, outStates } from '#platform/exchange/pure';
import { Mark } from '#ui/frame';

const looks: Record<string, 'good' | 'warn' | 'bad' | 'plain'> = {
  sent: 'good',
  done: 'good',
  waiting: 'plain',
  kept: 'warn',
  stuck: 'bad',
  refused: 'warn',
  skipped: 'warn',
};
const stateWords: Record<string, string> = { ...outStates, ...inStates };

export const StateMark = ({ message: m }: { message: MessageView }) => (
  <Mark look={looks[m.state] ?? 'plain'}>{m.behind ? '等前面卡住的' : m.void && m.state === 'waiting' ? '等待跳过' : stateWords[m.state]}</Mark>
);

export const shortPartner = { city: '市平台', province: '省平台' } as const;

/** What a message is about: a case number as it is, items and licences in words. */
export const subjectName = (subject: string): string =>
  subject
    .replace(/^item:[^/]+\//, '事项 ')
    .replace(/^licence:/, '证照 ')
    .replace(/^query:(.{8}).*$/, '查询 $1');
