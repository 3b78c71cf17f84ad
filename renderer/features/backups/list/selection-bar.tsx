import { formatCount } from '../../../lib/format.ts';
import { BACKUPS } from '../../../strings/backups.ts';
import { Button, IconButton, Row, useEscapeLayer } from '../../../ui/index.ts';

const TEXTS = BACKUPS.list;

interface SelectionBarProps {
  count: number;
  onDelete: () => void;
  onClear: () => void;
}

/** What to do with the selected rows. Esc clears the selection. */
export function SelectionBar({ count, onDelete, onClear }: SelectionBarProps) {
  useEscapeLayer(true, onClear);
  return (
    <Row>
      <span role="status">{TEXTS.selected(formatCount(count))}</span>
      <Button size="sm" variant="danger" icon="trash" onClick={onDelete}>
        {TEXTS.deleteSelected}
      </Button>
      <IconButton
        icon="close"
        size="sm"
        variant="quiet"
        label={TEXTS.clearSelection}
        keyHint="Esc"
        onClick={onClear}
      />
    </Row>
  );
}
