import { useId, useState } from 'react';
import type { Operation } from '#shared/model/operation.ts';
import { formatExactTime } from '../../lib/format.ts';
import { ACTIVITY } from '../../strings/activity.ts';
import { COMMON } from '../../strings/common.ts';
import { CopyButton, Icon, MiddleCut, Text } from '../../ui/index.ts';
import { type LogPart, logByPhase } from './log-phases.ts';
import styles from './operation.module.css';

const TEXTS = ACTIVITY.log;

const lineOf = ({ at, text }: Operation['log'][number]): string => `${formatExactTime(at)}  ${text}`;

/** What was done, phase by phase; folded to its last line until somebody looks. */
export function OperationLog({ operation }: { operation: Pick<Operation, 'log' | 'phases'> }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { log } = operation;
  const last = log.at(-1);
  return (
    <section className={styles.log} aria-label={TEXTS.title}>
      <div className={styles.logHead}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'down' : 'up'} size="s" />
          {TEXTS.title}
        </button>
        <Text tone="secondary">{TEXTS.lines(log.length)}</Text>
        <span className={styles.logLast}>
          {!open && <MiddleCut small text={last === undefined ? TEXTS.empty : lineOf(last)} />}
        </span>
        <CopyButton
          look="link"
          text={log.map(lineOf).join('\n')}
          label={TEXTS.copy}
          copiedLabel={COMMON.actions.copied}
        />
      </div>
      {open && (
        <div className={styles.logText} id={id} tabIndex={0} role="region" aria-label={TEXTS.title}>
          {log.length === 0 && TEXTS.empty}
          {logByPhase(operation).map((part, at, all) => (
            <LogPhase key={part.key} part={part} title={titleOf(part, at, all.length)} />
          ))}
        </div>
      )}
    </section>
  );
}

function LogPhase({ part, title }: { part: LogPart; title: string }) {
  return (
    <section aria-label={title}>
      <h3 className={styles.logPhase}>{title}</h3>
      <pre className={styles.logLines}>{part.lines.map(lineOf).join('\n')}</pre>
    </section>
  );
}

function titleOf({ phase }: LogPart, at: number, parts: number): string {
  if (phase !== null) return ACTIVITY.phases.names[phase];
  if (at === 0) return TEXTS.before;
  return at === parts - 1 ? TEXTS.after : TEXTS.between;
}
