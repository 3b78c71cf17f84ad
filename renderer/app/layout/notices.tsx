import { useState } from 'react';
import type { GatewayView } from '#shared/model/gateway.ts';
import { useRequest } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { APP } from '../../strings/app.ts';
import { Button } from '../../ui/index.ts';
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
  if ((open.length === 0 || view === null) && notices.length === 0 && journals.error === null) return null;
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
      {view !== null &&
        open.map((journal) => <JournalCallout key={journal.id} journal={journal} profile={view.profile} />)}
    </div>
  );
}
