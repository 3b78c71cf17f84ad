import { describe, expect, it } from 'vitest';
import type { BackupDetail } from '#shared/model/backup.ts';
import type { OperationStatus, RestoreResult } from '#shared/model/operation.ts';
import { verificationOf, verificationText } from '../../../electron/cli/backup-verdict.ts';
import { codeOf } from '../../../electron/cli/modern/words.ts';
import { endLine } from '../../../electron/cli/restore-run.ts';
import { operationWith } from './operation.ts';

const AT = Date.UTC(2026, 0, 5);
const NOTED = { dataStoreVersion: '7.13.0', release: '10.11', docs: 9, countsReliable: true };
const GOOD = { state: 'success' } as const;

function known(manifest: BackupDetail['manifest'], status: OperationStatus | null, startedAt = AT) {
  const row = { startedAt } as BackupDetail['row'];
  return verificationOf({ row, manifest }, status === null ? undefined : { status, startedAt: AT });
}

describe('a backup that the data store calls good', () => {
  it.each([
    ['verified', NOTED, 'succeeded', 0],
    ['verified', NOTED, null, 0],
    ['flawed', NOTED, 'failed', 2],
    ['verifying', null, 'running', 4],
    ['unverified', null, 'interrupted', 4],
    ['unverified', null, 'unknown', 4],
    ['elsewhere', null, null, 0],
  ] as const)(
    'is %s with manifest %j and an operation that is %s',
    (verification, manifest, status, code) => {
      expect(known(manifest, status)).toBe(verification);
      expect(codeOf(GOOD, verification)).toBe(code);
      expect(verificationText(verification) === null).toBe(
        verification === 'verified' || verification === 'flawed',
      );
    },
  );

  it('is not the one of before that had its name', () => {
    expect(known(null, 'interrupted', AT - 86_400_000)).toBe('elsewhere');
  });
});

describe('the end of a restore in one line', () => {
  const scope = (verdict: RestoreResult['scopes'][number]['verdict']): RestoreResult['scopes'][number] => ({
    scope: 'assets',
    indices: { done: 2, total: 2 },
    shards: { done: 4, total: 4 },
    docsExpected: 9,
    docsFound: 9,
    verdict,
  });
  const lineWith = (...verdicts: Parameters<typeof scope>[0][]): string =>
    endLine(
      operationWith({
        kind: 'restore',
        status: 'succeeded',
        result: {
          ...{ kind: 'restore', repository: 'default', name: 'nightly', outcome: 'restored' },
          ...{ indices: { done: 2, total: 2 }, docs: 9, scopes: verdicts.map(scope) },
          ...{ aliases: { checked: 1, wrong: [] }, safetyBackup: null, closedMs: 5, leftOver: [] },
        },
      }),
    );

  it('says verified only where every count was compared and is equal', () => {
    expect(lineWith('equal')).toBe('Restore of nightly restored and verified: 2 indices, 9 documents');
    expect(lineWith('equal', 'unknown')).toContain('counts unknown');
    expect(lineWith('unknown', 'different')).toContain('its counts differ from the backup');
    for (const verdict of ['unknown', 'different'] as const)
      expect(lineWith('equal', verdict)).not.toContain('restored and verified');
  });
});
