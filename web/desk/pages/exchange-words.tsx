/** States of messages and partners, as the pages of the exchange say them. */
import type { MessageView } from '#platform/exchange';
import { inStates, outStates, topicNames } from '#platform/exchange/pure';
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

export const stateName = (m: MessageView): string =>
  m.behind ? '等前面卡住的' : m.void && m.state === 'waiting' ? '等待跳过' : (stateWords[m.state] ?? m.state);

export const StateMark = ({ message: m }: { message: MessageView }) => <Mark look={looks[m.state] ?? 'plain'}>{stateName(m)}</Mark>;

export const shortPartner = { city: '市平台', province: '省平台' } as const;

/** A topic that we do not know can only have come in, and was refused. */
export const topicName = (topic: string): string => topicNames[topic] ?? `不认识的内容（${topic}）`;

/** What a message is about: the item or licence by its name, a case or a ticket by our number. */
export function subjectName({ topic, subject, number, about }: MessageView): string {
  if (topic === 'item') return about ?? '已撤下的事项';
  const name = number ?? subject.replace(/^licence:/, '').replace(/^query:(.{8}).*$/, '查询 $1');
  return about ? `${about} ${name}` : name;
}
