/** The next step of a duty for who has to take it: only what the server offers this reader now. */
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Space } from 'antd';
import { useState } from 'react';
import type { WholeDuty } from '#platform/supervision';
import { consentDays, moreDays } from '#platform/supervision/pure';
import { api } from '#ui/api';
import { Trouble, useUnits } from '#ui/frame';
import { day } from '#ui/words';
import { AnswerDuty } from './answer.tsx';
import { ConfirmDuty } from './confirm.tsx';
import { FollowUp } from './follow.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

type Asking = 'propose' | 'decline' | 'assign' | 'extend' | null;

interface Props {
  whole: WholeDuty;
  today: string;
  /** Where the call back is noted; the platform's own address when absent. */
  followPath?: string;
  /** Reads the page anew. */
  refresh(): Promise<unknown>;
}

export function DutyVerbs({ whole: { duty, may }, today, followPath, refresh }: Props) {
  const { message } = App.useApp();
  const { name } = useUnits();
  const [asking, ask] = useState<Asking>(null);
  const can = (verb: string) => may.includes(verb);
  const path = `/desk/duties/${duty.id}`;
  const post = (what: string, body: object = {}) => api.post(`${path}/${what}`, { version: duty.version, ...body });
  const tell = async (text: string) => {
    message.success(text);
    await refresh();
  };
  const done = (text: string) => {
    ask(null);
    return tell(text);
  };
  const now = useMutation({
    mutationFn: ({ what }: { what: string; text: string }) => post(what),
    // Who has opened a dialog meanwhile keeps it.
    onSuccess: (_, { text }) => tell(text),
  });
  const waiting = duty.state === 'open' && duty.toUnit;
  const buttons = ['take', 'propose', 'recall', 'extend', 'assign', 'separate'].some(can);
  return (
    <>
      {waiting ? (
        <section className="frame-panel" aria-labelledby="duty-hand-over">
          <h2 id="duty-hand-over">商请转办</h2>
          <p>
            {name(duty.unit)}商请{name(duty.toUnit!)}接办：{duty.toReason}
          </p>
          <p className="frame-muted">
            {duty.toBy ? `${day(duty.toBy, today)}前表态；` : `${consentDays} 个工作日内表态；`}同意以前仍由{name(duty.unit)}负责，期限照算。
          </p>
          {can('accept') ? (
            <Space wrap>
              <Button type="primary" loading={now.isPending} onClick={() => now.mutate({ what: 'hand-over/acceptance', text: '已接办，由本部门负责' })}>
                同意接办
              </Button>
              <Button onClick={() => ask('decline')}>不同意</Button>
            </Space>
          ) : null}
        </section>
      ) : null}
      {now.isError ? <Trouble error={now.error} again={() => void refresh().then(() => now.reset())} /> : null}
      {buttons ? (
        <Space wrap>
          {can('take') ? (
            <Button type="primary" loading={now.isPending} onClick={() => now.mutate({ what: 'taking', text: '已签收' })}>
              签收
            </Button>
          ) : null}
          {can('propose') ? <Button onClick={() => ask('propose')}>商请转办</Button> : null}
          {can('recall') ? <Button onClick={() => now.mutate({ what: 'hand-over/recall', text: '已收回，仍由本部门办理' })}>收回转办</Button> : null}
          {can('extend') ? <Button onClick={() => ask('extend')}>延长期限</Button> : null}
          {can('assign') ? (
            <Button type="primary" onClick={() => ask('assign')}>
              协调指定
            </Button>
          ) : null}
          {can('separate') ? <Button onClick={() => now.mutate({ what: 'separation', text: '已恢复单独办理' })}>取消并单</Button> : null}
        </Space>
      ) : null}
      {can('answer') && duty.state === 'open' ? <AnswerDuty duty={duty} done={refresh} /> : null}
      {can('close') && !can('follow') ? <ConfirmDuty duty={duty} done={refresh} /> : null}
      {can('follow') ? <FollowUp key={duty.followTries} duty={duty} path={followPath ?? `${path}/follow-ups`} done={refresh} /> : null}
      {duty.state === 'open' && !can('answer') && !can('accept') ? <Alert type="info" showIcon title={`等${name(duty.unit)}答复`} /> : null}
      {duty.state === 'answered' && !can('close') && !can('follow') ? (
        <Alert
          type="info"
          showIcon
          title={duty.follow ? '已经答复，等回访' : duty.kind === 'improvement' ? '已经答复，等发现人确认' : '已经答复，等督导员确认'}
        />
      ) : null}
      {asking === 'propose' ? (
        <ReasonDialog
          title="商请转办"
          ok="发出商请"
          label="理由"
          note={`对方 ${consentDays} 个工作日内同意或不同意；同意以前仍由本部门负责，期限照算。`}
          unit={{ label: '应由哪个部门办', path: 'to', without: duty.unit }}
          send={({ reason, unit }) => post('hand-over', { to: unit, reason })}
          done={() => void done('已发出，等对方表态')}
          cancel={() => ask(null)}
        />
      ) : null}
      {asking === 'decline' ? (
        <ReasonDialog
          title="不同意接办"
          ok="不同意"
          label="理由"
          send={({ reason }) => post('hand-over/refusal', { reason })}
          done={() => void done('已告知对方')}
          cancel={() => ask(null)}
        />
      ) : null}
      {asking === 'assign' ? (
        <ReasonDialog
          title="协调指定责任部门"
          ok="指定"
          label="理由"
          unit={{ label: '由哪个部门办', path: 'unit' }}
          send={({ reason, unit }) => post('assignment', { unit, reason })}
          done={() => void done('已指定')}
          cancel={() => ask(null)}
        />
      ) : null}
      {asking === 'extend' ? (
        <ReasonDialog
          title={`延长 ${moreDays} 个工作日`}
          ok="延长"
          label="理由"
          note="只能延长一次。"
          send={({ reason }) => post('extension', { reason })}
          done={() => void done('已延长')}
          cancel={() => ask(null)}
        />
      ) : null}
    </>
  );
}
