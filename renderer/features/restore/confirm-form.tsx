import type { ReactNode } from 'react';
import { GLOBAL_STATE_PHRASE, NO_SAFETY_PHRASE, type RestorePlan } from '#shared/model/plan.ts';
import { REASON_LENGTH } from '#shared/model/reason-length.ts';
import { RESTORE } from '../../strings/restore.ts';
import { Icon, Mono, SideSection, StateMark, Switch, TextArea, TextField } from '../../ui/index.ts';
import styles from './confirm.module.css';
import { type ConfirmDraft, hasNoWayBack } from './confirm-rules.ts';
import { overwrittenCount } from './plan-state.ts';

const TEXTS = RESTORE.confirm;

export interface ConfirmFormProps {
  plan: RestorePlan;
  tenant: string;
  draft: ConfirmDraft;
  onChange: (draft: ConfirmDraft) => void;
  safety: boolean;
  onSafety: (on: boolean) => void;
}

/** Everything that must be typed, the reason, and the safety backup. No field starts anything by Enter. */
export function ConfirmForm({ plan, tenant, draft, onChange, safety, onSafety }: ConfirmFormProps) {
  const possible = overwrittenCount(plan) > 0 && plan.safety.error === null;
  const set = (part: Partial<ConfirmDraft>): void => onChange({ ...draft, ...part });
  return (
    <>
      <SideSection roomy>
        <Typed
          label={TEXTS.tenantLabel(tenant)}
          wanted={tenant}
          value={draft.tenant}
          onChange={(value) => set({ tenant: value })}
        />
      </SideSection>
      {plan.otherRelease !== null && (
        <SideSection roomy>
          <Typed
            label={TEXTS.releaseLabel(plan.otherRelease)}
            wanted={plan.otherRelease}
            value={draft.otherRelease}
            onChange={(otherRelease) => set({ otherRelease })}
            note={TEXTS.releaseText}
          />
        </SideSection>
      )}
      {plan.choices.globalState && (
        <SideSection roomy>
          <Typed
            label={TEXTS.globalLabel(GLOBAL_STATE_PHRASE)}
            wanted={GLOBAL_STATE_PHRASE}
            value={draft.globalState}
            onChange={(globalState) => set({ globalState })}
            note={TEXTS.globalNote}
          />
        </SideSection>
      )}
      <SideSection roomy>
        <TextArea
          label={TEXTS.reasonLabel}
          labelNote={TEXTS.reasonNote}
          value={draft.reason}
          onChange={(reason) => set({ reason })}
          maxLength={REASON_LENGTH}
          counter={TEXTS.reasonCount}
        />
      </SideSection>
      <SideSection roomy>
        <Switch
          label={TEXTS.safetySwitch}
          description={safetyText(plan, safety)}
          checked={safety && possible}
          onChange={onSafety}
          disabled={!possible}
        />
        {hasNoWayBack(plan) && (
          <div className={styles.gap}>
            <Typed
              label={TEXTS.phraseLabel(NO_SAFETY_PHRASE)}
              wanted={NO_SAFETY_PHRASE}
              value={draft.withoutSafety}
              onChange={(withoutSafety) => set({ withoutSafety })}
            />
          </div>
        )}
      </SideSection>
    </>
  );
}

function safetyText(plan: RestorePlan, on: boolean): ReactNode {
  const { safety } = plan;
  if (overwrittenCount(plan) === 0) return TEXTS.safetyNotNeeded;
  if (!on) return RESTORE.side.safetyOff;
  if (safety.error !== null) {
    return `${TEXTS.safetyImpossible} ${safety.error.title} ${safety.error.cause}`;
  }
  return (
    <>
      {TEXTS.safetyKept} <Mono>{safety.repository}</Mono>.
    </>
  );
}

interface TypedProps {
  label: string;
  wanted: string;
  value: string;
  onChange: (value: string) => void;
  note?: string;
}

/** A word that must be typed, with its check below. */
function Typed({ label, wanted, value, onChange, note }: TypedProps) {
  const matches = value.trim() === wanted;
  const check = matches ? (
    <StateMark tone="good">{TEXTS.matches}</StateMark>
  ) : (
    value !== '' && <StateMark tone="wait">{TEXTS.matchesNot}</StateMark>
  );
  return (
    <TextField
      mono
      required
      label={label}
      value={value}
      onChange={onChange}
      aside={matches && <Icon name="check" size="s" tone="good" />}
      hint={
        <>
          {note !== undefined && <span>{note} </span>}
          {check}
        </>
      }
    />
  );
}
