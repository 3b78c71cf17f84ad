import type { AppError } from '#shared/errors/app-error.ts';
import type { HostCheck, HostKey } from '#shared/model/reach.ts';
import { REACH } from '../../strings/reach.ts';
import { Button, Callout, Mono, Text } from '../../ui/index.ts';
import s from './form.module.css';

type Seen = Pick<HostCheck, 'hostKey' | 'trust' | 'error'>;
interface Offer {
  hostKey: HostKey;
  trust: 'new' | 'new-type';
  error: AppError | null;
}

/** Whether a host showed a key that an administrator may confirm. */
export function isToConfirm(seen: Seen): seen is Offer {
  return seen.hostKey !== null && (seen.trust === 'new' || seen.trust === 'new-type');
}

/** A key that nobody has confirmed yet; one of another type than the host is known by is a warning of its own. */
export function KeyOffer({
  hostKey,
  trust,
  error,
  onConfirm,
}: Offer & { onConfirm: (key: HostKey) => void }) {
  const isOther = trust === 'new-type';
  return (
    <Callout
      small
      tone={isOther ? 'bad' : 'warn'}
      icon="warn"
      title={isOther ? REACH.otherType : REACH.newKey}
      actions={
        <Button size="sm" onClick={() => onConfirm(hostKey)}>
          {REACH.confirm}
        </Button>
      }
    >
      <p>
        <KeyText hostKey={hostKey} />
      </p>
      {isOther && <p className={s.detail}>{error?.cause}</p>}
      <p>{isOther ? REACH.otherTypeText : REACH.newKeyText}</p>
    </Callout>
  );
}

/** The key that was confirmed, until it is forgotten. */
export function ConfirmedKey({ hostKey, onForget }: { hostKey: HostKey; onForget: () => void }) {
  return (
    <div className={s.line}>
      <Text size="s" tone="secondary">
        {REACH.confirmed}
      </Text>
      <KeyText hostKey={hostKey} />
      <Button size="sm" variant="subtle" onClick={onForget}>
        {REACH.forget}
      </Button>
    </div>
  );
}

function KeyText({ hostKey }: { hostKey: HostKey }) {
  return (
    <Mono>
      {hostKey.type} {hostKey.sha256}
    </Mono>
  );
}
