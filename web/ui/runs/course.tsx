/** The way of a run: who computed, checked, approved it, when it was posted and became final. */
import { Steps } from 'antd';
import type { RunHead } from '#platform/runs';
import { clockTime } from '../frame/index.ts';
import { day } from '../words/index.ts';

const done = ['computed', 'checked', 'approved', 'posted', 'final'];

export function RunCourse({ run, today, computed = '计算' }: { run: RunHead; today: string; computed?: string }) {
  const who = (name: string | null, on: string | null) => (name && on ? `${name} ${day(on, today)}` : '');
  const at = done.indexOf(run.state);
  return (
    <Steps
      size="small"
      current={at < 0 ? 0 : at + 1}
      status={at < 0 ? 'error' : 'process'}
      items={[
        { title: computed, content: `${run.computedByName} ${clockTime(run.computedAt, today)}` },
        { title: '复核', content: who(run.checkedByName, run.checkedOn) },
        { title: '审定', content: who(run.approvedByName, run.approvedOn) },
        { title: '公示', content: run.postedOn ? `${day(run.postedOn, today)}，异议到 ${day(run.objectionsUntil, today)}` : '' },
        { title: '生效', content: run.finalOn ? day(run.finalOn, today) : '' },
      ]}
    />
  );
}
