import { REASON_LENGTH } from '#shared/model/reason-length.ts';
import { backupCommand } from '#shared/rules/equivalent-command.ts';
import { useRequest } from '../../../api/hooks.ts';
import { CommandThatDoesTheSame } from '../../../lib/equivalent-command.tsx';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { formatCount } from '../../../lib/format.ts';
import { PlannedCalls } from '../../../lib/planned-calls.tsx';
import { BACKUP_WIZARD } from '../../../strings/backup-wizard.ts';
import { Heading, IconButton, Mono, StateMark, Switch, TextArea, TextField } from '../../../ui/index.ts';
import type { NameVerdict } from './blocked.ts';
import { IndexNames } from './index-names.tsx';
import styles from './review-step.module.css';
import type { Wizard } from './use-wizard.ts';

const TEXTS = BACKUP_WIZARD.review;

/** The last step: the name, the reason, and what is, and what is not, about to be saved. */
export function ReviewStep({ wizard }: { wizard: Wizard }) {
  const { name, verdict, place, draft, change, figures } = wizard;
  return (
    <div className={styles.step}>
      {wizard.startError !== null && <ErrorCallout error={wizard.startError} />}
      <div className={styles.fields}>
        <div>
          <div className={styles.name}>
            <TextField
              label={TEXTS.name}
              hint={
                <>
                  <NameNote verdict={verdict} repository={place?.name ?? ''} />
                  {TEXTS.nameHint}
                </>
              }
              value={name}
              onChange={(text) => change({ name: text })}
              error={nameError(verdict)}
              mono
            />
            <IconButton icon="refresh" label={TEXTS.suggest} onClick={wizard.suggest} />
          </div>
        </div>
        <TextArea
          label={TEXTS.reason}
          hint={TEXTS.reasonHint}
          placeholder={TEXTS.reasonPlaceholder}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
          maxLength={REASON_LENGTH}
          counter={(length) => TEXTS.reasonLength(formatCount(length))}
        />
        <Quiesce wizard={wizard} />
      </div>
      <section>
        <Heading level={2}>{TEXTS.saved}</Heading>
        {figures !== null && (
          <IndexNames names={figures.indices} tenant={wizard.gateway.profile?.tenant ?? ''} />
        )}
      </section>
      <section>
        <Heading level={2}>{TEXTS.notIncluded}</Heading>
        <p className={styles.lead}>{TEXTS.notIncludedLead}</p>
        <ul className={styles.items}>
          {TEXTS.notIncludedItems.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </section>
      <Calls wizard={wizard} />
      <Command wizard={wizard} />
    </div>
  );
}

/** Off by default: a backup needs no silence, but some change windows do. Where it cannot be had, it says why. */
function Quiesce({ wizard: { choices, draft, change } }: { wizard: Wizard }) {
  const quiesce = choices.data?.quiesce;
  const possible = quiesce?.possible === true;
  return (
    <Switch
      label={TEXTS.quiesce}
      description={quiesce?.text ?? TEXTS.quiesceWaits}
      checked={draft.quiesce && possible}
      onChange={(on) => change({ quiesce: on })}
      disabled={!possible}
    />
  );
}

/** Told by the engine, which sends them. Neither the reason nor quiet nodes change anything on the data store. */
function Calls({ wizard: { gateway, order, verdict } }: { wizard: Wizard }) {
  const { repository, name, selection } = order ?? NOTHING_YET;
  const backup = { repository, name, selection };
  const isUsable = order !== null && verdict.kind !== 'invalid' && verdict.kind !== 'taken';
  // A name is judged once it is no longer being typed.
  const enabled = isUsable && verdict.kind !== 'checking';
  const calls = useRequest(
    'backups.calls',
    { gatewayId: gateway.id, backup },
    { enabled, keepPrevious: true },
  );
  if (isUsable && calls.error !== null) return <ErrorCallout error={calls.error} small />;
  return (
    <PlannedCalls
      calls={isUsable ? calls.data : undefined}
      {...(isUsable ? {} : { waits: TEXTS.callsWait })}
      {...(order?.quiesce === true ? { note: TEXTS.callsOfNodes } : {})}
    />
  );
}

/** Never sent: a request that is not enabled asks nothing. */
const NOTHING_YET = { repository: '-', name: '-', selection: { kind: 'everything' as const } };

function Command({ wizard: { gateway, order } }: { wizard: Wizard }) {
  if (gateway.profile === undefined || order === null) return null;
  return <CommandThatDoesTheSame command={backupCommand(gateway.profile, order)} />;
}

const nameError = (verdict: NameVerdict): string | undefined => {
  if (verdict.kind === 'invalid') return TEXTS.invalid(verdict.problem);
  return verdict.kind === 'taken' ? `${verdict.error.title} ${verdict.error.next}` : undefined;
};

function NameNote({ verdict, repository }: { verdict: NameVerdict; repository: string }) {
  const free = TEXTS.free(repository);
  return (
    <span className={styles.note} role="status">
      {verdict.kind === 'free' && (
        <StateMark tone="good">
          {free.before}
          <Mono>{free.repository}</Mono>
        </StateMark>
      )}
      {verdict.kind === 'checking' && <StateMark tone="wait">{TEXTS.checking}</StateMark>}
      {verdict.kind === 'unchecked' && <StateMark tone="warn">{TEXTS.checkFailed}</StateMark>}
    </span>
  );
}
