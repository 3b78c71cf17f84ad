import { useState } from 'react';
import type { BackupChoices } from '#shared/model/backup.ts';
import { formatBytes, formatCount } from '../../../lib/format.ts';
import { BACKUP_WIZARD } from '../../../strings/backup-wizard.ts';
import { Button, Heading, RelativeTime } from '../../../ui/index.ts';
import { scopeWord } from '../words.ts';
import { allIndices, toggleScope, total } from './draft.ts';
import { IndexNames } from './index-names.tsx';
import { IndexPicker } from './index-picker.tsx';
import type { Wizard } from './use-wizard.ts';
import styles from './choice.module.css';

const TEXTS = BACKUP_WIZARD.what;

/** The first step: everything, one or more scopes, or indices by name. */
export function WhatStep({ wizard, choices }: { wizard: Wizard; choices: BackupChoices }) {
  const [picking, setPicking] = useState(false);
  const { draft, change, figures } = wizard;
  const all = allIndices(choices);
  return (
    <div>
      <div className={styles.head}>
        <Heading level={2}>{TEXTS.question}</Heading>
        <span className={styles.count}>{TEXTS.indices}</span>
        <span className={styles.figure}>{TEXTS.docs}</span>
        <span className={styles.figure}>{TEXTS.size}</span>
        <span className={styles.figure}>{TEXTS.lastSaved}</span>
      </div>
      <div className={styles.group}>
        <Choice
          type="radio"
          checked={draft.kind === 'everything'}
          onChange={() => change({ kind: 'everything' })}
          title={TEXTS.everything}
          text={TEXTS.everythingText}
          figures={{
            indices: all.length,
            docs: total(choices.scopes.map((one) => one.docs)),
            bytes: total(choices.scopes.map((one) => one.bytes)),
            lastSavedAt: choices.lastEverythingAt,
          }}
        />
      </div>
      <p className={styles.or}>{TEXTS.orScopes}</p>
      <div className={styles.group} role="group" aria-label={TEXTS.orScopes}>
        {choices.scopes.map((summary) => (
          <Choice
            key={summary.scope}
            type="checkbox"
            checked={draft.kind === 'scopes' && draft.scopes.includes(summary.scope)}
            onChange={() => change(toggleScope(draft, summary.scope, choices))}
            title={scopeWord(summary.scope)}
            text={TEXTS.scopeTexts[summary.scope]}
            figures={{ ...summary, indices: summary.indices.length }}
          />
        ))}
      </div>
      <p className={styles.or}>{TEXTS.orNames}</p>
      <div className={styles.group}>
        <Choice
          type="radio"
          checked={draft.kind === 'indices'}
          onChange={() => {
            change({ kind: 'indices' });
            setPicking(draft.indices.length === 0);
          }}
          title={TEXTS.custom}
          text={TEXTS.customText(formatCount(all.length + choices.unclear.length))}
          action={
            <Button size="sm" onClick={() => setPicking(true)}>
              {TEXTS.choose}
            </Button>
          }
        />
      </div>
      {figures !== null && figures.indices.length > 0 && (
        <IndexNames names={figures.indices} tenant={wizard.gateway.profile?.tenant ?? ''} />
      )}
      {picking && (
        <IndexPicker
          choices={choices}
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

interface ChoiceProps {
  type: 'radio' | 'checkbox';
  checked: boolean;
  onChange: () => void;
  title: string;
  text: string;
  figures?: { indices: number; docs: number | null; bytes: number | null; lastSavedAt: number | null };
  action?: React.ReactNode;
}

function Choice({ type, checked, onChange, title, text, figures, action }: ChoiceProps) {
  return (
    <label className={styles.choice} data-chosen={checked}>
      <input
        className={styles.input}
        type={type}
        {...(type === 'radio' ? { name: 'selection' } : {})}
        checked={checked}
        onChange={onChange}
        aria-label={title}
      />
      <span className={styles.words}>
        <b>{title}</b>
        <span className={styles.text}>{text}</span>
      </span>
      {figures !== undefined && (
        <>
          <span className={styles.count}>{formatCount(figures.indices)}</span>
          <span className={styles.figure}>{formatCount(figures.docs)}</span>
          <span className={styles.figure}>{formatBytes(figures.bytes)}</span>
          <span className={styles.figure}>
            {figures.lastSavedAt === null ? TEXTS.never : <RelativeTime at={figures.lastSavedAt} />}
          </span>
        </>
      )}
      {action}
    </label>
  );
}
