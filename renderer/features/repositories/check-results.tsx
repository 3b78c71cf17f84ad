import { ErrorCallout } from '../../lib/error-callout.tsx';
import { formatDateTime } from '../../lib/format.ts';
import { NodeResults } from '../../lib/node-results.tsx';
import { REPOSITORIES } from '../../strings/repositories.ts';
import { Button } from '../../ui/index.ts';
import type { Check } from './use-checks.ts';

interface CheckResultsProps {
  name: string;
  check: Check | undefined;
  onClose: () => void;
}

/** Why a verification failed, node by node; one that went well is in its row. */
export function CheckResults({ name, check, onClose }: CheckResultsProps) {
  if (check === undefined || check.error === null) return null;
  return (
    <ErrorCallout
      error={check.error}
      title={`${REPOSITORIES.check.title(name)}: ${check.error.title}`}
      note={REPOSITORIES.check.at(formatDateTime(check.at))}
      actions={
        <Button size="sm" onClick={onClose}>
          {REPOSITORIES.check.close}
        </Button>
      }
    >
      {check.nodes.length > 0 && <NodeResults nodes={check.nodes} />}
    </ErrorCallout>
  );
}
