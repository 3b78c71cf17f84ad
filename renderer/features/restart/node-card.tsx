import { useState } from 'react';
import type { NodeReach } from '#shared/model/reach.ts';
import type { PendingRestart, RestartNode } from '#shared/model/restart.ts';
import { isDone, isMoving } from '#shared/rules/restart-nodes.ts';
import { useAction } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { formatElapsed, formatExactTime } from '../../lib/format.ts';
import { RESTART } from '../../strings/restart.ts';
import {
  Badge,
  Button,
  Grow,
  MiddleCut,
  Panel,
  Segmented,
  StateMark,
  Text,
  type Tone,
} from '../../ui/index.ts';
import { ByHand } from './by-hand.tsx';
import styles from './node.module.css';
import { NodeProgress } from './node-progress.tsx';
import { nodeMs, storeDue, waitsFor } from './restart-state.ts';
import { type TickAction, TickOff } from './tick-off.tsx';

const TONES = {
  pending: 'wait',
  requested: 'run',
  down: 'run',
  starting: 'run',
  healthy: 'good',
  failed: 'bad',
  'ticked-off': 'good',
} as const satisfies Record<RestartNode['state'], Tone>;

type Method = NodeReach['kind'];

export interface NodeCardProps {
  pending: PendingRestart;
  node: RestartNode;
  gatewayName: string;
  reach: NodeReach;
  now: number;
  busy: boolean;
  onRestart: () => void;
  /** Of one that somebody restarts by hand: nothing is sent. */
  onWatch: () => void;
}

/** One node: how it is restarted, where it stands, and what can be done. */
export function NodeCard(props: NodeCardProps) {
  const { pending, node, reach, now } = props;
  const [chosen, setChosen] = useState<Method | null>(null);
  const method = chosen ?? reach.kind;
  const tick = useAction('restart.tickOff');
  return (
    <Panel
      title={<Text nowrap>{node.name}</Text>}
      subtitle={
        node.store === undefined ? <Address address={node.address} /> : <Badge>{RESTART.store}</Badge>
      }
      right={
        <StateMark medium tone={TONES[node.state]}>
          {stateWord(pending, node, reach)}
        </StateMark>
      }
      current={isMoving(node)}
      footer={method === 'by-hand' ? <HandFoot {...props} tick={tick} /> : <RunFoot {...props} />}
    >
      <Segmented<Method>
        full
        label={RESTART.methodLabel(node.name)}
        value={method}
        onChange={setChosen}
        segments={methodsOf(reach).map((value) => ({ value, label: RESTART.methods[value] }))}
      />
      {method === 'by-hand' && !isDone(node) && <ByHand node={node} reach={reach} />}
      {(method !== 'by-hand' || node.events.length > 0) && (
        <NodeProgress
          node={node}
          now={now}
          idle={(node.store === undefined ? RESTART.idle : RESTART.idleStore)[method]}
        />
      )}
      {tick.error !== null && (
        <div className={styles.body}>
          <ErrorCallout small error={tick.error} />
        </div>
      )}
    </Panel>
  );
}

/** The way that is saved, and by hand for when it does not work. */
function methodsOf({ kind }: NodeReach): Method[] {
  return kind === 'by-hand' ? [kind] : [kind, 'by-hand'];
}

/** Why a node cannot be restarted now. */
function reasonOf({ pending, node, busy }: NodeCardProps): string | undefined {
  if (busy) return RESTART.otherRunning;
  const store = node.store === undefined ? storeDue(pending) : null;
  return store === null ? undefined : RESTART.storeFirst(store.name);
}

/** Host and port are enough: the rest is the same for every node. */
function Address({ address }: { address: string }) {
  const host = URL.canParse(address) ? new URL(address).host : address;
  return (
    <span className={styles.address}>
      <MiddleCut plain text={host} title={address} />
    </span>
  );
}

function stateWord(pending: PendingRestart, node: RestartNode, reach: NodeReach): string {
  if (reach.kind === 'by-hand' && node.state === 'requested') return RESTART.restartItNow;
  const before = waitsFor(pending, node);
  return before === null ? RESTART.states[node.state] : RESTART.waitingFor(before.name);
}

function RunFoot(props: NodeCardProps) {
  const { node, now, onRestart } = props;
  const ms = nodeMs(node, now);
  return (
    <>
      <Text size="s" tone="secondary">
        {isDone(node) && node.endedAt !== null && doneText(node.state, formatExactTime(node.endedAt))}
        {isMoving(node) && ms !== null && RESTART.elapsed(formatElapsed(ms))}
      </Text>
      <Grow />
      {!isMoving(node) && (
        <Button
          size="sm"
          variant={isDone(node) ? 'quiet' : 'secondary'}
          disabledReason={reasonOf(props)}
          onClick={onRestart}
        >
          {node.startedAt === null ? RESTART.restartNode : RESTART.restartAgain}
        </Button>
      )}
    </>
  );
}

const doneText = (state: RestartNode['state'], time: string): string =>
  state === 'ticked-off' ? RESTART.tickedOffAt(time) : RESTART.doneAt(time);

/** One that was never entered has no address at which its health could be asked. */
const canBeWatched = ({ address, store }: RestartNode): boolean => address !== '' || store !== undefined;

interface HandFootProps extends NodeCardProps {
  tick: TickAction;
}

function HandFoot(props: HandFootProps) {
  const { pending, gatewayName, node, reach, tick, onWatch } = props;
  if (isDone(node)) {
    return (
      <Text size="s" tone="secondary">
        {node.endedAt === null
          ? RESTART.states[node.state]
          : doneText(node.state, formatExactTime(node.endedAt))}
      </Text>
    );
  }
  return (
    <>
      <TickOff gatewayId={pending.gatewayId} gatewayName={gatewayName} node={node} tick={tick} />
      <Grow />
      {reach.kind === 'by-hand' && canBeWatched(node) && !isMoving(node) && (
        <Button size="sm" disabledReason={reasonOf(props)} onClick={onWatch}>
          {RESTART.watch}
        </Button>
      )}
    </>
  );
}
