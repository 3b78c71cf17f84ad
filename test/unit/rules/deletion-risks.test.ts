import { describe, expect, it } from 'vitest';
import { deletionRisks, isRisky } from '#shared/rules/deletion-risks.ts';
import { backupRow } from '../../renderer/backups/rows.ts';

const READ = { unreadable: false };
const older = backupRow({ name: 'older', uuid: 'u-older', startedAt: 1_000 });
const newer = backupRow({ name: 'newer', uuid: 'u-newer', startedAt: 2_000 });
const safety = backupRow({
  name: 'before-restore',
  uuid: 'u-safety',
  repository: 'gateway-vault-safety-default',
  trigger: 'elsewhere',
  startedAt: 3_000,
});

describe('what a deletion takes', () => {
  it('is nothing that is needed where a newer good backup stays', () => {
    const risks = deletionRisks([older], [older, newer], READ);
    expect(risks).toMatchObject({ lastGood: null, safety: [], unread: [] });
    expect(isRisky(risks)).toBe(false);
  });

  it('is a safety backup by its place also where another computer made it, and nothing to go back to', () => {
    const risks = deletionRisks([newer, safety], [older, newer, safety], READ);
    expect(risks.safety).toEqual([safety]);
    expect(risks.lastGood).toBe(newer);
    expect(deletionRisks([newer], [newer, safety], READ).goodAfter).toBeNull();
  });

  it('is the last good one in whichever of two repositories of one place it is chosen', () => {
    const twin = { ...newer, repository: 'the-same-place' };
    for (const chosen of [newer, twin]) {
      const risks = deletionRisks([chosen], [older, newer, twin], READ);
      expect(risks.lastGood?.uuid).toBe('u-newer');
      expect(risks.goodAfter).toBe(older);
    }
  });

  it('may be less than it seems while something that stays was not read', () => {
    const little = { detailed: false, everything: false, scopes: null, startedAt: null };
    const unread = backupRow({ name: 'unread', uuid: 'u-unread', ...little });
    expect(deletionRisks([newer], [newer, unread], READ)).toMatchObject({
      lastGood: newer,
      moreUnread: true,
    });
    expect(deletionRisks([newer], [newer], { unreadable: true }).moreUnread).toBe(true);
    expect(deletionRisks([newer], [newer, older], READ).moreUnread).toBe(false);
  });
});
