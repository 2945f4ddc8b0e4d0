/** An application in the portal. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLocation, useParams } from 'wouter';
import { SignedIn } from '#ui/session';
import { ApplicationSteps } from '../form/application-steps.tsx';

export default function ApplicationPage() {
  const { id, step } = useParams<{ id: string; step?: string }>();
  const [, go] = useLocation();
  const client = useQueryClient();
  const submitted = useCallback(
    (caseId: string) => {
      void client.invalidateQueries();
      // Back must not lead into a form that is handed in.
      go(`/cases/${caseId}/receipt`, { replace: true });
    },
    [client, go],
  );
  return <SignedIn>{() => <ApplicationSteps id={id} step={step} basePath={`/applications/${id}`} onSubmitted={submitted} />}</SignedIn>;
}
