import type { RequestOutput } from '#shared/ipc/contract.ts';
import type { ExportFormat, HistoryFilter } from '#shared/model/history.ts';
import type { Action } from '../../../api/hooks.ts';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { formatCount } from '../../../lib/format.ts';
import { ACTIVITY } from '../../../strings/activity.ts';
import { Button, Callout, Menu, Mono } from '../../../ui/index.ts';
import styles from './list.module.css';

const TEXTS = ACTIVITY.list;

type Export = Action<{ filter: HistoryFilter; format: ExportFormat }, RequestOutput<'operations.export'>>;

interface ExportButtonProps {
  running: boolean;
  rows: number;
  onExport: (format: ExportFormat) => void;
}

/** Saves exactly the rows that are listed. */
export function ExportButton({ running, rows, onExport }: ExportButtonProps) {
  if (rows === 0) {
    return (
      <Button icon="download" disabledReason={TEXTS.nothingToExport}>
        {TEXTS.export}
      </Button>
    );
  }
  return (
    <Menu
      align="end"
      trigger={
        <Button icon="download" busy={running}>
          {TEXTS.export}
        </Button>
      }
      items={[
        { key: 'csv', label: TEXTS.exportCsv, note: TEXTS.exportCsvNote, onClick: () => onExport('csv') },
        { key: 'json', label: TEXTS.exportJson, note: TEXTS.exportJsonNote, onClick: () => onExport('json') },
      ]}
    />
  );
}

interface ExportEndProps {
  error: Export['error'];
  saved: RequestOutput<'operations.export'>;
  onDismiss: () => void;
}

/** Where the file is, or why there is none. It stays until it is closed. */
export function ExportEnd({ error, saved, onDismiss }: ExportEndProps) {
  const close = (
    <Button size="sm" onClick={onDismiss}>
      {TEXTS.dismiss}
    </Button>
  );
  if (error === null && saved === null) return null;
  return (
    <div className={styles.end} role="status">
      {error !== null && <ErrorCallout error={error} actions={close} />}
      {saved !== null && error === null && (
        <Callout
          tone="good"
          title={TEXTS.exported(formatCount(saved.rows), saved.rows === 1 ? TEXTS.entry : TEXTS.entries)}
          aside={close}
        >
          <Mono>{saved.file}</Mono>
        </Callout>
      )}
    </div>
  );
}
