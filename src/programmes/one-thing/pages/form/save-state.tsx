/** Whether what was typed is kept: one quiet line while it is, plain words and a way out when it is not. */
import { Link } from 'wouter';
import { Banner, Button } from '#ui/kit';
import { day, moment } from '#ui/words';
import type { Draft, DraftState, Saving } from './draft.ts';

/** `已保存 14:03`, with the day when that was not today. */
function keptAt(at: string, today: string): string {
  const [on, time] = moment(at, today).split(' ');
  return `已保存 ${on === day(today, today) ? time : on}`;
}

const line = (saving: Saving, today: string): string => {
  switch (saving.is) {
    case 'kept':
      return keptAt(saving.at, today);
    case 'saving':
      return '正在保存…';
    default:
      return '没有保存';
  }
};

export const SaveLine = ({ saving, today }: { saving: Saving; today: string }) => <span className={`form-save ${saving.is}`}>{line(saving, today)}</span>;

export function SaveTrouble({ draft, state, signIn }: { draft: Draft; state: DraftState; signIn: string }) {
  const { saving, told } = state;
  if (saving.is === 'offline')
    return (
      <Banner look="warn" role="status">
        <p>
          <strong>没有保存：{saving.why}。</strong>会自动重试，您可以接着填，填的内容还在。
        </p>
      </Banner>
    );
  if (saving.is === 'signed-out')
    return (
      <Banner look="warn" role="alert">
        <p>
          <strong>登录过期了，刚填的还没有保存。</strong>重新登录后回到这里接着填，内容不会丢。
        </p>
        <p>
          <Link href={signIn} className="button secondary">
            重新登录
          </Link>
        </p>
      </Banner>
    );
  if (saving.is === 'refused')
    return (
      <Banner look="bad" role="alert">
        <p>
          <strong>没有保存：{saving.why}</strong>
        </p>
        <p>
          <Button look="plain" onClick={() => void draft.flush()}>
            再试一次
          </Button>
        </p>
      </Banner>
    );
  if (!told) return null;
  const close = (
    <Button look="plain" onClick={() => draft.heard()}>
      知道了
    </Button>
  );
  if (told === 'restored')
    return (
      <Banner role="status">
        <p>上次离开时有内容没来得及保存，已经帮您找回来了。</p>
        <p className="row">
          {close}
          <Button look="plain" onClick={() => draft.unrestore()}>
            不要这些改动
          </Button>
        </p>
      </Banner>
    );
  return (
    <Banner role="status">
      <p>{told === 'merged' ? '这份申请在另一个窗口或设备上也改过，两边填的已经合在一起。' : '这份申请在另一个窗口或设备上改过，已换成最新的内容。'}</p>
      <p>{close}</p>
    </Banner>
  );
}
