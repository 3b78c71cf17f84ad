import { useRequest } from '../../api/hooks.ts';
import { HEALTH_TONES } from '../../lib/status-tones.ts';
import { COMMON } from '../../strings/common.ts';
import { GATEWAYS } from '../../strings/gateways.ts';
import { StateMark } from '../../ui/index.ts';

const REFRESH_MS = 30_000;
const text = GATEWAYS.list;

/** Health of a data store, asked for by itself: a slow one holds up no other row. */
export function GatewayHealth({ gatewayId }: { gatewayId: string }) {
  const { data, error } = useRequest('gateways.status', { gatewayId }, { refetchMs: REFRESH_MS });
  if (data === undefined && error === null) return <StateMark tone="wait">{text.reading}</StateMark>;
  if (data === undefined || !data.reachable || data.health === null) {
    return (
      <span title={(error ?? data?.error)?.title}>
        <StateMark tone="bad">{text.unreachable}</StateMark>
      </span>
    );
  }
  return <StateMark tone={HEALTH_TONES[data.health]}>{COMMON.health[data.health]}</StateMark>;
}
