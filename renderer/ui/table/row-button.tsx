import { Icon, type IconName } from '../base/icon.tsx';
import s from './table.module.css';

export interface RowButtonProps {
  icon: IconName;
  /** The name read out and shown on hover. */
  label: string;
  /** True in the row that Tab leads to: among many rows no button of another one is a stop. */
  stop: boolean;
  onClick: () => void;
}

/** A quiet button in a cell, for a column of `actions`. Lighter than an `IconButton`, since a list has many. */
export function RowButton({ icon, label, stop, onClick }: RowButtonProps) {
  return (
    <button
      type="button"
      className={s.rowButton}
      title={label}
      aria-label={label}
      tabIndex={stop ? undefined : -1}
      onClick={onClick}
    >
      <Icon name={icon} size="s" />
    </button>
  );
}
