import { expect, it } from 'vitest';
import { columnsOf, type RowRestore } from '../../../renderer/features/backups/list/columns.tsx';
import { leastWidth } from '../../../renderer/ui/table/table-head.tsx';
import { NOW } from './rows.ts';

/** What a window of 1024 leaves beside the navigation. */
const SMALLEST = 972;
/** From this width on all columns are shown. */
const WIDE = 1_040;
const restore: RowRestore = { may: () => true, start: () => undefined };

it.each([restore, null])('the list fits its place without being scrolled sideways', (given) => {
  const columns = columnsOf(NOW, { besideFlyout: false, lastGood: null, twins: new Set(), restore: given });
  const narrow = columns.filter((column) => column.hideWhenNarrow !== true);
  expect(leastWidth(narrow, true)).toBeLessThanOrEqual(SMALLEST);
  expect(leastWidth(columns, true)).toBeLessThanOrEqual(WIDE);
  expect(narrow.some((column) => column.key === 'restore')).toBe(given !== null);
});
