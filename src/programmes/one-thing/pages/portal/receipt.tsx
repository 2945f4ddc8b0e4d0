/** The receipt (受理回执): the number, a code that opens the case, and what happens next. Made for paper too. */
import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { Button, Failed, Loading, useTitle } from '#ui/kit';
import { Qr } from '#ui/qr';
import { type Session, SignedIn } from '#ui/session';
import { day, days, moment } from '#ui/words';
import type { CaseView } from '../../case-view.ts';
import { useCase } from './case-data.ts';
import { firstWords, wholeDays } from './case-words.ts';
import { inOrder } from './order.ts';
import './receipt.css';

export default function ReceiptPage() {
  return <SignedIn>{session => <Receipt session={session} />}</SignedIn>;
}

function Receipt({ session }: { session: Session }) {
  const { id } = useParams<{ id: string }>();
  const { data: view, error, refetch } = useCase(id);
  useTitle(view ? `受理回执 ${view.case.number}` : undefined);
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!view) return <Loading />;
  return (
    <ReceiptPaper
      view={view}
      today={session.today}
      actions={
        <p className="row no-print">
          <Link href={`/cases/${view.case.id}`} className="button primary">
            看办理进度
          </Link>
          <Button look="secondary" onClick={() => window.print()}>
            打印回执
          </Button>
        </p>
      }
    />
  );
}

interface PaperProps {
  view: CaseView;
  today: string;
  /** Signatures, where it is made at the window. */
  foot?: ReactNode;
  actions: ReactNode;
}

/** The receipt itself, the same in the portal and at the window. */
export function ReceiptPaper({ view, today, foot, actions }: PaperProps) {
  const { case: file, tasks } = view;
  const address = `${window.location.origin}/cases/${file.id}`;
  return (
    <article className="receipt">
      <p className="receipt-done no-print" role="status">
        <span aria-hidden="true">✓</span> 提交成功
      </p>
      <header className="receipt-head">
        <div>
          <h1>受理回执</h1>
          <p className="receipt-title">{file.title}</p>
          <p className="receipt-number">
            <span className="muted">办件编号</span>
            <strong>{file.number}</strong>
          </p>
        </div>
        <figure>
          <Qr text={address} alt="这个办件的二维码" size={148} />
          <figcaption>扫码看进度</figcaption>
        </figure>
      </header>
      <dl className="receipt-facts">
        <div>
          <dt>申请人</dt>
          <dd>{file.principalName}</dd>
        </div>
        {file.applicantName !== file.principalName ? (
          <div>
            <dt>代办人</dt>
            <dd>{file.applicantName}</dd>
          </div>
        ) : null}
        <div>
          <dt>提交时间</dt>
          <dd>{moment(file.filedAt)}</dd>
        </div>
        <div>
          <dt>全部办完</dt>
          <dd>最长 {days(wholeDays(tasks)).replace('当天办结', '当天')}</dd>
        </div>
      </dl>
      <section>
        <h2>接下来</h2>
        <ol className="receipt-next">
          <li>{firstWords(view)}</li>
          <li>缺什么，部门会一次说全；有进展、要补正，都发短信，也在“消息”里。</li>
          <li>{lastWords(view)}</li>
        </ol>
      </section>
      <section>
        <h2>一起办的 {tasks.length} 个事项</h2>
        <table className="receipt-tasks">
          <thead>
            <tr>
              <th scope="col">事项</th>
              <th scope="col">部门</th>
              <th scope="col">承诺时限</th>
            </tr>
          </thead>
          <tbody>
            {inOrder(tasks).map(t => (
              <tr key={t.id}>
                <th scope="row">{t.title}</th>
                <td>{view.units[t.unit]}</td>
                <td>{t.outcome === 'approved' ? '已办好' : t.outcome === 'refused' ? '没有通过' : days(t.promisedDays)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="muted small">时限从受理那天起算，不算补正、公示、现场核查等停下来的日子；有先后的事项，前面办好后面才开始。</p>
      </section>
      {foot}
      <p className="receipt-foot">中阳县行政审批局　{day(today)}　咨询、投诉请打 12345</p>
      {actions}
    </article>
  );
}

function lastWords({ case: file }: CaseView): string {
  if (file.delivery === 'window') return '办好后发短信，请带身份证到政务服务大厅领取；电子证照同时放进“证照”。';
  return file.delivery === 'post' ? '办好后寄到您填的地址；电子证照同时放进“证照”。' : '办好的电子证照放进“证照”，不用跑；全部办完，请给我们打个分。';
}
