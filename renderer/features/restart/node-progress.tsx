import type { RestartEvent, RestartNode } from '#shared/model/restart.ts';
import { isMoving } from '#shared/rules/restart-nodes.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { formatDuration, formatElapsed, formatExactTime, fraction } from '../../lib/format.ts';
import { RESTART } from '../../strings/restart.ts';
import { DefinitionList, Progress, StateMark, Text, type Tone } from '../../ui/index.ts';
import styles from './node.module.css';
import { HEALTH_WAIT_MS, nodeMs } from './restart-state.ts';

const TONES = { good: 'good', run: 'run', warn: 'warn', bad: 'bad' } as const satisfies Record<
  RestartEvent['state'],
  Tone
>;

/** What happened to a node, and how long it has been waited for. */
export function NodeProgress({ node, now, idle }: { node: RestartNode; now: number; idle: string }) {
  return (
    <div className={styles.body}>
      {node.events.length === 0 ? (
        <Text as="p" size="s" tone="secondary">
          {idle}
        </Text>
      ) : (
        <ol className={styles.events} aria-label={RESTART.events}>
          {node.events.map((event, at) => (
            <li key={`${at}-${event.at}`} className={styles.event}>
              <Text size="s" tone="secondary">
                {formatExactTime(event.at)}
              </Text>
              <StateMark tone={TONES[event.state]} plain={event.state === 'good'}>
                {event.text}
              </StateMark>
            </li>
          ))}
        </ol>
      )}
      {isMoving(node) && <Waiting node={node} now={now} />}
      {node.error !== null && <ErrorCallout small error={node.error} />}
      {node.state === 'healthy' && <Facts node={node} now={now} />}
    </div>
  );
}

function Waiting({ node, now }: { node: RestartNode; now: number }) {
  const ms = nodeMs(node, now) ?? 0;
  const most = formatDuration(HEALTH_WAIT_MS);
  return (
    <div className={styles.waiting}>
      <Progress
        label={RESTART.waiting}
        value={fraction(ms, HEALTH_WAIT_MS)}
        valueText={RESTART.atMost(formatElapsed(ms), most)}
        amount={
          <>
            <b>{formatElapsed(ms)}</b> <Text tone="secondary">{RESTART.ofAtMost(most)}</Text>
          </>
        }
      />
      <Text as="p" size="s" tone="secondary">
        {RESTART.waitingNote}
      </Text>
    </div>
  );
}

function Facts({ node, now }: { node: RestartNode; now: number }) {
  const ms = nodeMs(node, now);
  return (
    <DefinitionList
      small
      terms="narrow"
      items={[
        ...(ms === null ? [] : [{ term: RESTART.took, detail: formatDuration(ms) }]),
        ...(node.engine === null
          ? []
          : [
              {
                term: node.store === undefined ? RESTART.engine : RESTART.storeHealth,
                detail: node.engine,
              },
            ]),
      ]}
    />
  );
}
