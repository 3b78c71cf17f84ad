import { Link } from '@tanstack/react-router';
import type { Operation, OperationResult } from '#shared/model/operation.ts';
import { formatBytes, formatCount, formatOf } from '../../lib/format.ts';
import { ACTIVITY } from '../../strings/activity.ts';
import { COMMON } from '../../strings/common.ts';
import { Button, Callout, DefinitionList, Mono } from '../../ui/index.ts';

const TEXTS = ACTIVITY.end;
type BackupResult = Extract<OperationResult, { kind: 'backup' }>;

/** The facts of a backup and the way to it. */
export function BackupEnd({ operation, result }: { operation: Operation; result: BackupResult }) {
  const good = result.state === 'success';
  const { repository, name } = result;
  return (
    <Callout
      tone={good ? 'good' : 'bad'}
      icon={good ? 'shield' : 'warn'}
      title={good ? TEXTS.backupGood : TEXTS.backupNot}
      aside={
        <Button
          size="sm"
          renderLink={(parts) => (
            <Link
              to="/g/$gatewayId/backups"
              params={{ gatewayId: operation.gatewayId }}
              search={{ repository, name }}
              {...parts}
            />
          )}
        >
          {TEXTS.showBackup}
        </Button>
      }
    >
      <DefinitionList
        small
        items={[
          { term: TEXTS.backupFact.name, detail: <Mono>{name}</Mono> },
          { term: TEXTS.backupFact.repository, detail: <Mono>{repository}</Mono> },
          { term: TEXTS.backupFact.state, detail: COMMON.backupStates[result.state] },
          { term: TEXTS.backupFact.indices, detail: formatCount(result.indices) },
          { term: TEXTS.backupFact.shards, detail: formatOf(result.shards.done, result.shards.total) },
          { term: TEXTS.backupFact.docs, detail: docsOf(result) },
          { term: TEXTS.backupFact.bytes, detail: formatBytes(result.bytes) },
        ]}
      />
    </Callout>
  );
}

function docsOf(result: BackupResult): string {
  const docs = formatCount(result.docs);
  return result.docs !== null && !result.countsReliable ? TEXTS.docsAbout(docs) : docs;
}
