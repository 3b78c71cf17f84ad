import { type ErrorComponentProps, useNavigate } from '@tanstack/react-router';
import { errorOf } from '../api/client.ts';
import { rawReason } from '../lib/error-callout.tsx';
import { APP } from '../strings/app.ts';
import { Button, ErrorBoundaryView } from '../ui/index.ts';

/** In the place of a page that failed while it was drawn. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const navigate = useNavigate();
  const explained = errorOf(error);
  return (
    <ErrorBoundaryView
      title={APP.errorPage.title}
      raw={explained === null ? undefined : rawReason(explained)}
      actions={
        <>
          <Button size="sm" onClick={reset}>
            {APP.errorPage.retry}
          </Button>
          <Button size="sm" onClick={() => void navigate({ to: '/gateways' }).then(reset)}>
            {APP.errorPage.home}
          </Button>
        </>
      }
    >
      <p>{explained?.cause}</p>
      <p>{APP.errorPage.text}</p>
    </ErrorBoundaryView>
  );
}
