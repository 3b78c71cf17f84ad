import { useState } from 'react';
import { INDEX_PICKER } from '../strings/index-picker.ts';
import { Button, Dialog, IndexName, SearchField } from '../ui/index.ts';
import { formatBytes, formatCount } from './format.ts';
import styles from './index-picker.module.css';

const TEXTS = INDEX_PICKER;

export interface PickRow {
  index: string;
  /** In words. */
  scope: string;
  docs: number | null;
  bytes: number | null;
}

interface IndexPickerProps {
  rows: readonly PickRow[];
  /** Names that cannot be given to the tenant for sure. */
  unclear: readonly string[];
  /** What it means that they stand apart. */
  unclearText: string;
  tenant: string;
  chosen: readonly string[];
  onCancel: () => void;
  onTake: (indices: string[]) => void;
}

/** Picks indices by name. Unclear names stand apart and are never part of "all". */
export function IndexPicker(props: IndexPickerProps) {
  const { tenant, chosen, unclearText, onCancel, onTake } = props;
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(chosen));
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const rows = props.rows.filter((row) => row.index.includes(wanted)).sort(byName);
  const unclear = props.unclear.filter((index) => index.includes(wanted));
  const toggle = (index: string) => {
    const next = new Set(picked);
    if (!next.delete(index)) next.add(index);
    setPicked(next);
  };
  const allShown = rows.length > 0 && rows.every((row) => picked.has(row.index));
  const toggleShown = () => {
    const next = new Set(picked);
    for (const { index } of rows)
      if (allShown) next.delete(index);
      else next.add(index);
    setPicked(next);
  };
  return (
    <Dialog
      opened
      size="m"
      title={TEXTS.title}
      onClose={onCancel}
      footer={
        <>
          <Button onClick={onCancel}>{TEXTS.cancel}</Button>
          <Button
            variant="primary"
            onClick={() => onTake([...picked].sort())}
            disabledReason={picked.size === 0 ? TEXTS.nothing : undefined}
          >
            {TEXTS.take(formatCount(picked.size))}
          </Button>
        </>
      }
    >
      <div className={styles.bar}>
        <SearchField
          label={TEXTS.searchLabel}
          placeholder={TEXTS.search}
          clearLabel={TEXTS.clear}
          value={text}
          onChange={setText}
        />
        <Button
          size="sm"
          onClick={toggleShown}
          disabledReason={rows.length === 0 ? TEXTS.noMatch : undefined}
        >
          {allShown ? TEXTS.noneShown : TEXTS.all}
        </Button>
        <span className={styles.count}>{TEXTS.chosen(formatCount(picked.size))}</span>
      </div>
      <div className={styles.list} role="group" aria-label={TEXTS.listLabel} tabIndex={-1}>
        {rows.length + unclear.length === 0 && <p className={styles.note}>{TEXTS.noMatch}</p>}
        {rows.map((row) => (
          <Pick
            key={row.index}
            index={row.index}
            tenant={tenant}
            checked={picked.has(row.index)}
            onToggle={toggle}
          >
            <span className={styles.scope}>{row.scope}</span>
            <span className={styles.figure}>{formatCount(row.docs)}</span>
            <span className={styles.figure}>{formatBytes(row.bytes)}</span>
          </Pick>
        ))}
        {unclear.length > 0 && (
          <>
            <h3 className={styles.heading}>{TEXTS.unclearTitle}</h3>
            <p className={styles.note}>{unclearText}</p>
            {unclear.map((index) => (
              <Pick key={index} index={index} tenant={tenant} checked={picked.has(index)} onToggle={toggle} />
            ))}
          </>
        )}
      </div>
    </Dialog>
  );
}

interface PickProps {
  index: string;
  tenant: string;
  checked: boolean;
  onToggle: (index: string) => void;
  children?: React.ReactNode;
}

function Pick({ index, tenant, checked, onToggle, children }: PickProps) {
  return (
    <label className={styles.row} data-chosen={checked}>
      <input type="checkbox" checked={checked} onChange={() => onToggle(index)} aria-label={index} />
      <span className={styles.name}>
        <IndexName small name={index} tenant={tenant} />
      </span>
      {children}
    </label>
  );
}

const byName = (a: PickRow, b: PickRow): number => a.index.localeCompare(b.index, 'en');
