import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { BackupChoices } from '#shared/model/backup.ts';
import rows from '../../../lib/choice-rows.module.css';
import { formatBytes, formatCount } from '../../../lib/format.ts';
import { IndexPicker, type PickRow } from '../../../lib/index-picker.tsx';
import { useNow } from '../../../lib/use-now.ts';
import { BACKUP_WIZARD } from '../../../strings/backup-wizard.ts';
import { COMMON } from '../../../strings/common.ts';
import { Button, ChoiceRow, ChoiceRows, EmptyState, Heading, LinkButton } from '../../../ui/index.ts';
import { Age } from '../age.tsx';
import styles from './choice.module.css';
import { allIndices, toggleScope, total } from './draft.ts';
import { IndexNames } from './index-names.tsx';
import type { Wizard } from './use-wizard.ts';

const TEXTS = BACKUP_WIZARD.what;

/** The first step: everything, one or more scopes, or indices by name. */
export function WhatStep({ wizard, choices }: { wizard: Wizard; choices: BackupChoices }) {
  const [picking, setPicking] = useState(false);
  const { draft, change, figures } = wizard;
  const all = allIndices(choices);
  if (all.length + choices.unclear.length === 0) return <NothingToSave wizard={wizard} />;
  return (
    <div>
      <div className={rows.head}>
        <Heading level={2}>{TEXTS.question}</Heading>
        <span className={rows.count}>{TEXTS.indices}</span>
        <span className={rows.figure}>{TEXTS.docs}</span>
        <span className={rows.figure}>{TEXTS.size}</span>
        <span className={`${rows.figure} ${styles.last}`}>{TEXTS.lastSaved}</span>
      </div>
      <ChoiceRows label={TEXTS.everything}>
        <ChoiceRow
          kind="radio"
          name="selection"
          checked={draft.kind === 'everything'}
          onChange={() => change({ kind: 'everything' })}
          title={TEXTS.everything}
          text={TEXTS.everythingText}
          cells={
            <Cells
              indices={all.length}
              docs={total(choices.scopes.map((one) => one.docs))}
              bytes={total(choices.scopes.map((one) => one.bytes))}
              lastSavedAt={choices.lastEverythingAt}
            />
          }
        />
      </ChoiceRows>
      {choices.scopes.length > 0 && (
        <>
          <p className={rows.or}>{TEXTS.orScopes}</p>
          <ChoiceRows label={TEXTS.orScopes}>
            {choices.scopes.map((summary) => (
              <ChoiceRow
                key={summary.scope}
                kind="checkbox"
                checked={draft.kind === 'scopes' && draft.scopes.includes(summary.scope)}
                onChange={() => change(toggleScope(draft, summary.scope, choices))}
                title={COMMON.scopes[summary.scope]}
                text={COMMON.scopeTexts[summary.scope]}
                cells={<Cells {...summary} indices={summary.indices.length} />}
              />
            ))}
          </ChoiceRows>
        </>
      )}
      <p className={rows.or}>{TEXTS.orNames}</p>
      <ChoiceRows label={TEXTS.orNames}>
        <ChoiceRow
          kind="radio"
          name="selection"
          checked={draft.kind === 'indices'}
          onChange={() => {
            change({ kind: 'indices' });
            setPicking(draft.indices.length === 0);
          }}
          title={TEXTS.custom}
          text={
            draft.indices.length === 0
              ? TEXTS.customText(formatCount(all.length + choices.unclear.length))
              : TEXTS.customChosen(
                  formatCount(draft.indices.length),
                  formatCount(all.length + choices.unclear.length),
                )
          }
          cells={<LinkButton onClick={() => setPicking(true)}>{TEXTS.choose}</LinkButton>}
        />
      </ChoiceRows>
      {figures !== null && figures.indices.length > 0 && (
        <IndexNames names={figures.indices} tenant={wizard.gateway.profile?.tenant ?? ''} />
      )}
      {picking && (
        <IndexPicker
          rows={pickRows(choices)}
          unclear={choices.unclear}
          unclearText={BACKUP_WIZARD.unclearText}
          tenant={wizard.gateway.profile?.tenant ?? ''}
          chosen={draft.indices}
          onCancel={() => setPicking(false)}
          onTake={(indices) => {
            change({ kind: 'indices', indices });
            setPicking(false);
          }}
        />
      )}
    </div>
  );
}

/** A data store that the gateway has not used yet, or a tenant that is spelled otherwise. */
function NothingToSave({ wizard: { gateway } }: { wizard: Wizard }) {
  const tenant = gateway.profile?.tenant ?? '';
  return (
    <EmptyState
      icon="backups"
      title={TEXTS.emptyTitle(tenant)}
      text={TEXTS.emptyText(tenant)}
      action={
        <Button
          renderLink={(parts) => (
            <Link to="/gateways/$gatewayId/edit" params={{ gatewayId: gateway.id }} {...parts} />
          )}
        >
          {TEXTS.emptyAction}
        </Button>
      }
    />
  );
}

const pickRows = (choices: BackupChoices): PickRow[] =>
  choices.scopes.flatMap((summary) =>
    summary.indices.map((one) => ({ ...one, scope: COMMON.scopes[summary.scope] })),
  );

interface CellsProps {
  indices: number;
  docs: number | null;
  bytes: number | null;
  lastSavedAt: number | null;
}

function Cells({ indices, docs, bytes, lastSavedAt }: CellsProps) {
  const now = useNow(30_000);
  return (
    <>
      <span className={rows.count}>{formatCount(indices)}</span>
      <span className={rows.figure}>{formatCount(docs)}</span>
      <span className={rows.figure}>{formatBytes(bytes)}</span>
      <span className={`${rows.figure} ${styles.last}`}>
        {lastSavedAt === null ? TEXTS.never : <Age at={lastSavedAt} now={now} />}
      </span>
    </>
  );
}
