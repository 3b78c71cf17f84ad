import { useQueryClient } from '@tanstack/react-query';
import { type ErrorComponentProps, useNavigate } from '@tanstack/react-router';
import { errorOf } from '../api/client.ts';
import { rawReason } from '../lib/error-callout.tsx';
import { APP } from '../strings/app.ts';
import { Button, ErrorBoundaryView } from '../ui/index.ts';

/** In the place of a page that failed while it was drawn. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const navigate = useNavigate();
  const client = useQueryClient();
  // What was read may be what the page failed on: it is read again before the next try.
  const retry = (): void => {
    void client.invalidateQueries().then(reset);
  };
  const explained = errorOf(error);
  return (
    <ErrorBoundaryView
      title={APP.errorPage.title}
      raw={explained === null ? undefined : rawReason(explained)}
      actions={
        <>
          <Button size="sm" onClick={retry}>
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
