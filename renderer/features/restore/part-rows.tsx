import { useState } from 'react';
import type { BackupIndex } from '#shared/model/backup.ts';
import { Scope } from '#shared/model/primitives.ts';
import rows from '../../lib/choice-rows.module.css';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { formatBytes, formatCount } from '../../lib/format.ts';
import { IndexPicker } from '../../lib/index-picker.tsx';
import { COMMON } from '../../strings/common.ts';
import { RESTORE } from '../../strings/restore.ts';
import { RESTORE_WHAT } from '../../strings/restore-what.ts';
import { Button, ChoiceRow, ChoiceRows, Heading, LinkButton, Skeleton } from '../../ui/index.ts';
import { figuresOf, type Held, scopesIn } from './held.ts';
import type { What } from './use-what.ts';
import { toggleScope } from './what-draft.ts';
import styles from './what-step.module.css';

const TEXTS = RESTORE_WHAT;

/** Which part of the backup: everything, scopes, or indices by name. */
export function PartRows({ what }: { what: What }) {
  return (
    <div className={styles.part}>
      <div className={rows.head}>
        <Heading level={2}>{TEXTS.part}</Heading>
        <span className={rows.count}>{TEXTS.indices}</span>
        <span className={rows.figure}>{TEXTS.docs}</span>
        <span className={rows.figure}>{TEXTS.size}</span>
      </div>
      {what.held === null ? <NotRead what={what} /> : <Rows what={what} held={what.held} />}
    </div>
  );
}

function NotRead({ what: { heldError, heldRefreshing, readAgain } }: { what: What }) {
  if (heldError === null) return <Skeleton lines={8} label={TEXTS.reading} />;
  return (
    <ErrorCallout
      error={heldError}
      title={`${TEXTS.failed}. ${heldError.title}`}
      actions={
        <Button size="sm" busy={heldRefreshing} onClick={readAgain}>
          {RESTORE.retry}
        </Button>
      }
    />
  );
}

function Rows({ what, held }: { what: What; held: Held }) {
  const [picking, setPicking] = useState(false);
  const { draft, change, tenant } = what;
  const adds = draft.how === 'add';
  const offered = adds ? held.addable : held.indices;
  const unclear = adds ? [] : held.unclear;
  const names = new Set([...offered, ...unclear].map((one) => one.index));
  const picked = draft.indices.filter((index) => names.has(index));
  const all = formatCount(names.size);
  return (
    <>
      <ChoiceRows label={TEXTS.everything}>
        <ChoiceRow
          kind="radio"
          name="part"
          checked={draft.part === 'everything'}
          onChange={() => change({ part: 'everything' })}
          title={TEXTS.everything}
          text={adds ? TEXTS.everythingAdd : TEXTS.everythingText}
          cells={<Cells indices={offered} />}
        />
      </ChoiceRows>
      <p className={rows.or}>{TEXTS.orScopes}</p>
      <ChoiceRows label={TEXTS.orScopes}>
        {scopesIn(held.indices).map((scope) => {
          const members = offered.filter((one) => one.scope === scope);
          return (
            <ChoiceRow
              key={scope}
              kind="checkbox"
              checked={draft.part === 'scopes' && draft.scopes.includes(scope) && members.length > 0}
              onChange={() => change(toggleScope(draft, scope))}
              title={COMMON.scopes[scope]}
              text={adds && scope === Scope.enum.assets ? TEXTS.assetsNotAdded : COMMON.scopeTexts[scope]}
              cells={<Cells indices={members} />}
              disabled={members.length === 0}
            />
          );
        })}
      </ChoiceRows>
      <p className={rows.or}>{TEXTS.orNames}</p>
      <ChoiceRows label={TEXTS.orNames}>
        <ChoiceRow
          kind="radio"
          name="part"
          checked={draft.part === 'indices'}
          onChange={() => {
            change({ part: 'indices' });
            setPicking(picked.length === 0);
          }}
          title={TEXTS.custom}
          text={
            picked.length === 0 ? TEXTS.customText(all) : TEXTS.customChosen(formatCount(picked.length), all)
          }
          cells={<LinkButton onClick={() => setPicking(true)}>{TEXTS.choose}</LinkButton>}
        />
      </ChoiceRows>
      {picking && (
        <IndexPicker
          rows={offered.map(pickRow)}
          unclear={unclear.map((one) => one.index)}
          unclearText={TEXTS.unclearText}
          tenant={tenant}
          chosen={picked}
          onCancel={() => setPicking(false)}
          onTake={(indices) => {
            // What was picked of another tenant stays noted for the way back.
            const others = draft.indices.filter((index) => !names.has(index));
            change({ part: 'indices', indices: [...others, ...indices] });
            setPicking(false);
          }}
        />
      )}
    </>
  );
}

const pickRow = ({ index, scope, docs, bytes }: BackupIndex) => ({
  index,
  docs,
  bytes,
  scope: scope === null ? COMMON.empty : COMMON.scopes[scope],
});

function Cells({ indices }: { indices: readonly BackupIndex[] }) {
  const figures = figuresOf(indices);
  return (
    <>
      <span className={rows.count}>{formatCount(figures.indices)}</span>
      <span className={rows.figure}>{formatCount(figures.docs)}</span>
      <span className={rows.figure}>{formatBytes(figures.bytes)}</span>
    </>
  );
}
