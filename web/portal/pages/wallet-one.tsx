/** One licence: its face, how it stands and why, its paper, taking it along, showing it to others, who has seen it. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import type { Drawn, LicenceView } from '#platform/licences';
import { type Paper, type Standing as StandingOf, standings } from '#platform/licences/pure';
import { api, Problem } from '#ui/api';
import { Banner, Button, Failed, Loading, Tag, useTitle } from '#ui/kit';
import { LicenceFace, saveFile } from '#ui/licence';
import { type Session, SignedIn } from '#ui/session';
import { moment } from '#ui/words';
import { ShareLicence } from './wallet-share.tsx';
import { LicenceUses } from './wallet-uses.tsx';
import { looks } from './wallet-words.ts';
import './wallet.css';

interface One {
  licence: LicenceView;
  face: Drawn;
  story: { kind: string; title: string; at: string; reason: string; basis: string }[];
  paper: { state: Paper; title: string; serial: string | null };
  replacedBy: string | null;
  composites: { id: string; typeName: string }[];
  mine: boolean;
}

export default function WalletOnePage() {
  const { id = '' } = useParams();
  return <SignedIn>{session => <Shown key={id} id={id} session={session} />}</SignedIn>;
}

function Shown({ id, session }: { id: string; session: Session }) {
  const { data, error, refetch } = useQuery({ queryKey: ['licences', id], queryFn: () => api.get<One>(`/licences/${encodeURIComponent(id)}`) });
  useTitle(data?.licence.typeName ?? '证照');
  if (error instanceof Problem && (error.status === 404 || error.status === 422))
    return (
      <div className="stack">
        <h1>没有这张证照</h1>
        <p>地址可能不对，或者这张证照不是您的。</p>
        <p>
          <Link href="/wallet">回到证照</Link>
        </p>
      </div>
    );
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const { licence: l, face } = data;
  const usable = l.state === 'valid' || l.state === 'partly';
  const look = looks[l.state];
  return (
    <div className="wallet stack-l">
      <p className="no-print">
        <Link href="/wallet">← 全部证照</Link>
      </p>
      <header className="row between no-print">
        <h1>{l.typeName}</h1>
        <Tag {...(look ? { look } : {})}>{standings[l.state]}</Tag>
      </header>
      <Standing one={data} />
      <LicenceFace face={face} link={id => `/wallet/${id}`} />
      {usable ? <Take id={l.id} /> : null}
      <section className="stack-s no-print" aria-labelledby="wallet-paper">
        <h2 id="wallet-paper">纸质证照</h2>
        <p>
          {data.paper.title}
          {data.paper.serial ? `，流水号 ${data.paper.serial}` : ''}
          {data.paper.state === 'none' ? '。需要纸质的，可以到综合窗口制证。' : data.paper.state === 'printed' ? '。请到综合窗口领取。' : ''}
          {data.paper.state === 'asked-back' ? '。请交回发证部门，电子证照的状态不受影响。' : ''}
        </p>
      </section>
      {usable && data.mine ? <ShareLicence licence={l} face={face} /> : null}
      <LicenceUses id={l.id} today={session.today} mine={data.mine} />
      <section className="stack-s no-print" aria-labelledby="wallet-story">
        <h2 id="wallet-story">经过</h2>
        <ul className="stack-s">
          {data.story.map(s => (
            <li key={s.at + s.kind}>
              {moment(s.at, session.today)}，{s.title}
              {s.reason ? `：${s.reason}` : ''}
              {s.basis ? `（依据：${s.basis}）` : ''}
            </li>
          ))}
          <li>{face.issuerName}签发</li>
        </ul>
        {l.caseId ? (
          <p>
            <Link href={`/cases/${l.caseId}`}>看是哪次办的</Link>
          </p>
        ) : null}
      </section>
    </div>
  );
}

/** What a unit did to it that ended its use. */
const stops: Partial<Record<StandingOf, { kind: string; look: 'bad' | 'warn'; words: string }>> = {
  suspended: { kind: 'suspend', look: 'warn', words: '这张证照暂停使用，恢复前不能使用' },
  revoked: { kind: 'revoke', look: 'bad', words: '这张证照已经吊销（撤销），不能使用' },
  cancelled: { kind: 'cancel', look: 'bad', words: '这张证照已经注销，不能使用' },
};

/** Why it cannot be used, and what to do. */
function Standing({ one }: { one: One }) {
  const { licence: l, story, replacedBy, composites } = one;
  const stopped = stops[l.state];
  const last = stopped && story.find(s => s.kind === stopped.kind);
  return (
    <div className="stack-s no-print">
      {stopped ? (
        <Banner look={stopped.look}>
          <p>
            <strong>{stopped.words}</strong>
          </p>
          {last ? (
            <p>
              理由：{last.reason}
              {last.basis ? `。依据：${last.basis}` : ''}
            </p>
          ) : null}
          <p>不服的，可以依法申请行政复议或者提起行政诉讼；也可以打 12345 问。</p>
        </Banner>
      ) : null}
      {l.state === 'expired' ? (
        <Banner look="warn">
          <p>
            有效期已经过了。<Link href={`/?q=${encodeURIComponent(l.typeName)}`}>找能换发它的一件事</Link>
          </p>
        </Banner>
      ) : null}
      {l.state === 'partly' ? (
        <Banner look="warn">
          <p>里面有的许可现在不能用，见下面每一项的状态；其余的照常有效。</p>
        </Banner>
      ) : null}
      {replacedBy ? (
        <Banner>
          <p>
            这一张已经换新。<Link href={`/wallet/${replacedBy}`}>看新的一张</Link>
          </p>
        </Banner>
      ) : null}
      {composites.length > 0 ? (
        <p className="muted">
          已放进：
          {composites.map(c => (
            <Link key={c.id} href={`/wallet/${c.id}`}>
              {c.typeName}
            </Link>
          ))}
        </p>
      ) : null}
    </div>
  );
}

function Take({ id }: { id: string }) {
  const save = useMutation({ mutationFn: () => saveFile(`/licences/${id}/document`) });
  return (
    <section className="stack-s no-print" aria-label="下载和打印">
      <div className="row">
        <Button onClick={() => save.mutate()} busy={save.isPending}>
          下载 PDF
        </Button>
        <Button look="secondary" onClick={() => window.print()}>
          打印
        </Button>
      </div>
      {save.error ? <Failed error={save.error} /> : null}
      <p className="muted small">
        PDF 带本县的国密 SM2 签名，改一个字就查得出来：在<Link href="/check">证照查验</Link>上传就能验。常见的 PDF 阅读器不认识
        SM2，会显示“签名未知”，这不是文件有问题。
      </p>
    </section>
  );
}
