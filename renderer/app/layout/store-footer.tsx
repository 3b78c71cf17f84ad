import type { DataStoreStatus } from '#shared/model/data-store.ts';
import type { Reading } from '../../api/hooks.ts';
import { useStoreStatus } from '../../api/store-status.ts';
import { formatAge, formatCount } from '../../lib/format.ts';
import { HEALTH_TONES } from '../../lib/status-tones.ts';
import { useNow } from '../../lib/use-now.ts';
import { APP } from '../../strings/app.ts';
import { COMMON } from '../../strings/common.ts';
import { HELP } from '../../strings/help.ts';
import { Footer, StateMark, Text } from '../../ui/index.ts';

/** Drawing an age every second would be most of what an open window costs. */
const AGE_MS = 10_000;
const text = APP.footer;

interface Item {
  key: string;
  content: React.ReactNode;
}

export interface StoreFooterProps {
  gatewayId: string | null;
  onCalls: () => void;
  /** Left out on the pages of the help itself. */
  onHelp?: (() => void) | undefined;
}

/** The foot of the window: what is known of the data store, how old that is, and the calls that were made. */
export function StoreFooter({ gatewayId, onCalls, onHelp }: StoreFooterProps) {
  const status = useStoreStatus(gatewayId);
  const help = onHelp === undefined ? undefined : { label: HELP.forPage, onClick: onHelp };
  if (gatewayId === null) return <Footer items={[{ key: 'none', content: text.none }]} help={help} />;
  return (
    <Footer
      items={itemsOf(gatewayId, status)}
      calls={{ label: text.calls, count: formatCount(status.data?.calls ?? 0), onClick: onCalls }}
      help={help}
    />
  );
}

function itemsOf(gatewayId: string, { data, error }: Reading<DataStoreStatus>): Item[] {
  if (data === undefined) {
    const content = error === null ? text.reading : <StateMark tone="bad">{text.unreachable}</StateMark>;
    return [{ key: 'state', content }];
  }
  // What is kept of another gateway is older than the last look at the clock.
  const age = `age of ${gatewayId}`;
  const { reachable, health, version, nodeCount, readAt } = data;
  if (!reachable || health === null) {
    return [
      { key: 'state', content: <StateMark tone="bad">{text.unreachable}</StateMark> },
      { key: age, content: <Age at={readAt} wording={text.lastTry} /> },
    ];
  }
  return [
    {
      key: 'state',
      content: <StateMark tone={HEALTH_TONES[health]}>{text.store(COMMON.health[health])}</StateMark>,
    },
    ...(version === null ? [] : [{ key: 'version', content: text.version(version) }]),
    ...(nodeCount === null ? [] : [{ key: 'nodes', content: text.nodes(nodeCount) }]),
    { key: age, content: <Age at={readAt} wording={text.read} /> },
  ];
}

function Age({ at, wording }: { at: number; wording: (age: string) => string }) {
  const now = useNow(AGE_MS, at);
  return <Text tone="faint">{wording(now - at < AGE_MS ? COMMON.time.justNow : formatAge(at, now))}</Text>;
}
