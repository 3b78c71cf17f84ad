import { useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { GatewayView } from '#shared/model/gateway.ts';
import { useRequest } from '../../api/hooks.ts';
import { useUnseenFailures } from '../../api/unseen-failures.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { APP } from '../../strings/app.ts';
import { Button } from '../../ui/index.ts';
import { FailureCallout } from './failure-callout.tsx';
import { JournalCallout } from './journal-callout.tsx';
import s from './layout.module.css';

/** Messages that stand on every page: restores that did not end, and what was set aside at the start. */
export function Notices({ view }: { view: GatewayView | null }) {
  const journals = useRequest('journals.list', {});
  const info = useRequest('app.info', {});
  const [dismissed, setDismissed] = useState(0);
  const open = (journals.data ?? []).filter(
    (journal) => journal.gatewayId === view?.profile.id && !journal.active,
  );
  const notices = (info.data?.notices ?? []).slice(dismissed);
  const { failures, seen } = useUnseenFailures();
  const { pathname } = useLocation();
  // Whoever leaves the page of an operation has seen how it ended.
  const opened = /\/activity\/([^/]+)$/.exec(pathname)?.[1];
  useEffect(() => (opened === undefined ? undefined : () => seen(opened)), [opened, seen]);
  const unseen = failures.filter(({ id }) => id !== opened);
  const nothing = notices.length === 0 && journals.error === null && unseen.length === 0;
  if ((open.length === 0 || view === null) && nothing) return null;
  return (
    <div className={s.notices}>
      {notices[0] !== undefined && (
        <ErrorCallout
          tone="warn"
          error={notices[0]}
          actions={
            <Button size="sm" onClick={() => setDismissed(dismissed + 1)}>
              {APP.notice.dismiss}
            </Button>
          }
        />
      )}
      {journals.error !== null && <ErrorCallout error={journals.error} />}
      {unseen.map((operation) => (
        <FailureCallout key={operation.id} operation={operation} onDismiss={seen} />
      ))}
      {view !== null &&
        open.map((journal) => <JournalCallout key={journal.id} journal={journal} profile={view.profile} />)}
    </div>
  );
}
