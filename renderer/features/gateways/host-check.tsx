import { useState } from 'react';
import type { HostCheck, HostKey } from '#shared/model/reach.ts';
import { useAction } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { REACH } from '../../strings/reach.ts';
import { Button, StateMark } from '../../ui/index.ts';
import s from './form.module.css';
import { ConfirmedKey, isToConfirm, KeyOffer } from './host-key.tsx';
import { passphraseOf, type ReachValues, reachOf } from './reach-draft.ts';

export interface HostCheckPanelProps {
  place: number;
  reach: ReachValues;
  /** The saved node whose passphrase is used when none is typed. */
  saved: { gatewayId: string; nodeId: string } | undefined;
  /** An administrator has compared a key and vouches for it, or no longer does. */
  onHostKey: (key: HostKey | null) => void;
}

/** Looks at the host of a node: its key, the sign-in, the scripts. */
export function HostCheckPanel({ place, reach, saved, onHostKey }: HostCheckPanelProps) {
  const check = useAction('gateways.checkHost');
  const [told, setTold] = useState<{ print: string; result: HostCheck } | null>(null);
  const valid = reachOf(reach) !== undefined;
  const result = told !== null && told.print === JSON.stringify(reach) ? told.result : null;

  async function run(values: ReachValues): Promise<void> {
    const wanted = reachOf(values);
    if (wanted === undefined) return;
    const passphrase = passphraseOf(values);
    const answer = await check.run({
      reach: wanted,
      ...(passphrase === null ? {} : { passphrase }),
      ...(saved === undefined ? {} : { saved }),
    });
    setTold(answer === null ? null : { print: JSON.stringify(values), result: answer });
  }

  function confirm(hostKey: HostKey): void {
    onHostKey(hostKey);
    void run({ ...reach, hostKey });
  }

  return (
    <div className={s.stack}>
      {reach.kind === 'ssh' && reach.hostKey !== null && (
        <ConfirmedKey hostKey={reach.hostKey} onForget={() => onHostKey(null)} />
      )}
      <div className={s.line}>
        <Button
          size="sm"
          icon="refresh"
          busy={check.running}
          disabledReason={valid ? undefined : REACH.checkBlocked}
          onClick={() => void run(reach)}
        >
          {REACH.check(place + 1)}
        </Button>
        {result?.error === null && result.trust !== null ? (
          <StateMark tone="good">{REACH.found}</StateMark>
        ) : (
          <span className={s.hint}>{REACH.checkHint}</span>
        )}
      </div>
      <div aria-live="polite">
        {check.error !== null && <ErrorCallout small error={check.error} />}
        {result !== null && <Told result={result} onConfirm={confirm} />}
      </div>
    </div>
  );
}

function Told({ result, onConfirm }: { result: HostCheck; onConfirm: (key: HostKey) => void }) {
  const { error, trust, scripts } = result;
  if (isToConfirm(result)) return <KeyOffer {...result} onConfirm={onConfirm} />;
  if (error !== null) return <ErrorCallout small error={error} />;
  return (
    <p className={s.hint}>
      {trust !== null && `${REACH.trust[trust]}. `}
      {scripts.join(', ')}
    </p>
  );
}
