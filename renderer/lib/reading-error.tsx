import type { Reading } from '../api/hooks.ts';
import { COMMON } from '../strings/common.ts';
import { Button } from '../ui/index.ts';
import { ErrorCallout } from './error-callout.tsx';

/** Why something could not be read, with the one thing to try; nothing where it could. */
export function ReadingError({ reading }: { reading: Pick<Reading<unknown>, 'error' | 'refresh'> }) {
  if (reading.error === null) return null;
  return (
    <ErrorCallout
      error={reading.error}
      actions={
        <Button size="sm" icon="refresh" onClick={reading.refresh}>
          {COMMON.actions.tryAgain}
        </Button>
      }
    />
  );
}
