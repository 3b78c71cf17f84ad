import type { ApiCall } from '#shared/model/data-store.ts';
import { useRequest } from '../../api/hooks.ts';
import { formatCount, formatExactTime } from '../../lib/format.ts';
import { ReadingError } from '../../lib/reading-error.tsx';
import { APP } from '../../strings/app.ts';
import { COMMON } from '../../strings/common.ts';
import { CopyButton, Disclosure, EmptyState, Flyout, MiddleCut, Skeleton, Text } from '../../ui/index.ts';
import s from './layout.module.css';

const text = APP.calls;
const REFRESH_MS = 2_000;

/** Path and query of a call; the address as it is when it cannot be read. */
export function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** One call as it would be typed into a console. */
export const callText = ({ method, url, body }: ApiCall): string =>
  [`${method} ${url}`, ...(body === null ? [] : [body])].join('\n');

/** What the program asked of the servers, newest first, over the right end of the page. */
export function CallsDrawer({ gatewayId, onClose }: { gatewayId: string; onClose: () => void }) {
  const reading = useRequest('calls.list', { gatewayId }, { refetchMs: REFRESH_MS });
  // Read by the foot of the window, which tells the same number.
  const status = useRequest('gateways.status', { gatewayId }, { enabled: false });
  const made = status.data?.calls ?? 0;
  const calls = [...(reading.data ?? [])].sort((a, b) => b.at - a.at);
  return (
    <div className={s.drawer}>
      <Flyout
        label={text.title}
        title={text.title}
        meta={
          <Text size="s" tone="secondary">
            {text.intro}
            {calls.length > 0 && made > calls.length && (
              <> {text.lastOf(formatCount(calls.length), formatCount(made))}</>
            )}
          </Text>
        }
        closeLabel={COMMON.actions.close}
        onClose={onClose}
        footer={
          calls.length > 0 && (
            <CopyButton
              look="link"
              text={calls.map(callText).join('\n\n')}
              label={text.copyAll}
              copiedLabel={COMMON.actions.copied}
            />
          )
        }
      >
        <ReadingError reading={reading} />
        {reading.loading && <Skeleton lines={6} label={text.loading} />}
        {reading.data?.length === 0 && <EmptyState icon="code" title={text.none} text={text.noneText} />}
        {calls.length > 0 && (
          <ul>
            {calls.map((call, place) => (
              <Call key={`${call.at} ${calls.length - place}`} call={call} />
            ))}
          </ul>
        )}
      </Flyout>
    </div>
  );
}

function Call({ call }: { call: ApiCall }) {
  const path = pathOf(call.url);
  const failed = call.status === null || call.status >= 400;
  return (
    <li className={s.call} title={call.url}>
      <div className={s.callHead}>
        <span className={s.callMethod}>{call.method}</span>
        <span className={s.callPath}>
          <MiddleCut small text={path} />
        </span>
        <CopyButton
          look="quiet"
          text={callText(call)}
          label={text.copyOne(call.method, path)}
          copiedLabel={COMMON.actions.copied}
        />
      </div>
      <div className={s.callFacts}>
        <span>{formatExactTime(call.at)}</span>
        <Text {...(failed ? { tone: 'bad' as const } : {})}>{call.status ?? text.noStatus}</Text>
        <span>{text.took(formatCount(call.tookMs))}</span>
        {call.error !== null && <Text tone="bad">{call.error}</Text>}
      </div>
      {call.body !== null && (
        <Disclosure label={text.body}>
          <pre className={s.callBody}>{call.body}</pre>
        </Disclosure>
      )}
    </li>
  );
}
