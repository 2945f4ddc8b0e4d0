/** An application at the window: the same form as in the portal, filled in with the person; afterwards its receipt. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { api } from '#ui/api';
import { hasRole, useSession } from '#ui/session';
import { ApplicationSteps } from '../form/application-steps.tsx';
import { WindowCode } from './window-code.tsx';
import { WindowReceipt } from './window-receipt.tsx';
import { endVisit } from './window-visit.ts';
import './window.css';

export default function WindowApplicationPage() {
  const { id, step } = useParams<{ id: string; step?: string }>();
  // A receipt stands under its case: the draft is closed by then.
  return step === 'receipt' ? <WindowReceipt id={id} /> : <Filling key={id} id={id} step={step} />;
}

function Filling({ id, step }: { id: string; step: string | undefined }) {
  const { data: session } = useSession();
  const [, go] = useLocation();
  const client = useQueryClient();
  const submitted = useCallback(
    (caseId: string) => {
      endVisit();
      void client.invalidateQueries();
      // Back must not lead into a form that is handed in.
      go(`/desk/window/applications/${caseId}/receipt`, { replace: true });
    },
    [client, go],
  );
  return (
    <div className="kit window-form">
      <Link className="frame-back no-print" href="/desk/window">
        ← 窗口受理
      </Link>
      <ApplicationSteps
        id={id}
        step={step}
        basePath={`/desk/window/applications/${id}`}
        onSubmitted={submitted}
        maySubmit={hasRole(session, 'window-clerk')}
        head={(view, again) => (
          <>
            <p className="window-for">
              <strong>窗口代填</strong>
              {view.applicantName === view.principal.name ? `${view.applicantName} 本人在场` : `${view.applicantName} 在场，以“${view.principal.name}”的名义`}
            </p>
            {view.byCode ? (
              <WindowCode
                summary="只用了扫码时打开的证照。要用别的，请对方勾选后再出示一次码"
                onScan={async scan => {
                  const { added } = await api.post<{ added: number }>(`/applications/${id}/scans`, { scan });
                  again();
                  return added;
                }}
              />
            ) : null}
          </>
        )}
      />
    </div>
  );
}
