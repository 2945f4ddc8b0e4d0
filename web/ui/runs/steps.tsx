/** What somebody can do with a run now, each asked once more; what cannot be done says why. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import type { RunHead } from '#platform/runs';
import { type RunStep, runSteps } from '#platform/runs/pure';
import { api, wordsOf } from '../api/index.ts';
import { NotElevated, useElevation } from '../frame/index.ts';

export interface Offer {
  step: RunStep;
  /** Address that takes it. */
  path: string;
  /** What follows from it. */
  say: string;
  /** Why it cannot be taken now. */
  reasons?: readonly string[];
}

interface Props {
  run: RunHead;
  offers: readonly Offer[];
  /** What a step makes stale. */
  stale: readonly string[];
}

export function RunSteps({ run, offers, stale }: Props) {
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const { dialog, elevated } = useElevation();
  const fresh = () => client.invalidateQueries({ queryKey: [...stale] });
  const take = useMutation({
    mutationFn: (path: string) => elevated(() => api.post(path, { version: run.version })),
    onSuccess: fresh,
    onError: error => {
      if (error instanceof NotElevated) return;
      message.error(wordsOf(error, '出了点问题，请再试一次'));
      void fresh();
    },
  });
  if (offers.length === 0) return null;
  const barred = offers.filter(o => (o.reasons?.length ?? 0) > 0);
  return (
    <div className="runs-steps no-print">
      {offers
        .filter(o => !barred.includes(o))
        .map(o => (
          <Button
            key={o.step}
            type={o.step === 'discard' ? 'default' : 'primary'}
            danger={o.step === 'discard'}
            loading={take.isPending && take.variables === o.path}
            onClick={() =>
              modal.confirm({
                title: `${runSteps[o.step]}“${run.title}”？`,
                content: o.say,
                okText: runSteps[o.step],
                okButtonProps: { danger: o.step === 'discard' },
                cancelText: '取消',
                onOk: () => void take.mutate(o.path),
              })
            }
          >
            {runSteps[o.step]}
          </Button>
        ))}
      {barred.map(o => (
        <span key={o.step} className="frame-muted frame-small">
          还不能{runSteps[o.step]}：{o.reasons!.join('；')}
        </span>
      ))}
      {dialog}
    </div>
  );
}
