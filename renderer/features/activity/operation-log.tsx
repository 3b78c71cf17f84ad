import { useId, useState } from 'react';
import type { Operation } from '#shared/model/operation.ts';
import { formatExactTime } from '../../lib/format.ts';
import { ACTIVITY } from '../../strings/activity.ts';
import { COMMON } from '../../strings/common.ts';
import { CopyButton, Icon, Text } from '../../ui/index.ts';
import styles from './operation.module.css';

const TEXTS = ACTIVITY.log;

/** What was done, line by line; folded to its last line until somebody looks. */
export function OperationLog({ log }: { log: Operation['log'] }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const lines = log.map((line) => `${formatExactTime(line.at)}  ${line.text}`);
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
        <Text tone="secondary">{TEXTS.lines(lines.length)}</Text>
        <span className={styles.logLast}>{open ? '' : (lines.at(-1) ?? TEXTS.empty)}</span>
        <CopyButton
          look="link"
          text={lines.join('\n')}
          label={TEXTS.copy}
          copiedLabel={COMMON.actions.copied}
        />
      </div>
      {open && (
        <pre className={styles.logText} id={id} tabIndex={0}>
          {lines.length === 0 ? TEXTS.empty : lines.join('\n')}
        </pre>
      )}
    </section>
  );
}
