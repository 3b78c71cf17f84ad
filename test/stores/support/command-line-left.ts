import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { OpenLab } from './command-line-open-lab.ts';
import type { CommandLineBench } from './command-line-suite.ts';

/** Work that an earlier process left, ended by the commands for it. */
export function leftWorkRules(bench: CommandLineBench): void {
  describe('gateway-vault, what an earlier process left', () => {
    const lab = new OpenLab(bench);

    beforeAll(() => lab.open());
    afterAll(() => lab.close());

    test('a backup that was left to the data store is cancelled', async () => {
      expect((await lab.vault('backup create --repository slow --name left --no-wait')).code).toBe(0);
      const shown = await lab.vault('backup show --repository slow --name left');
      expect([shown.code, shown.out]).toEqual([4, expect.stringContaining('in progress')]);
      const would = await lab.changesNothing('backup cancel --repository slow --name left --dry-run');
      expect(would.out).toContain('Would cancel the backup left');
      const cancelled = await lab.vault('backup cancel --repository slow --name left --json');
      expect([cancelled.code, cancelled.err]).toEqual([0, '']);
      expect((await lab.raw('GET', '/_snapshot/slow/left')).status).toBe(404);
      expect((await lab.vault('backup cancel --repository slow --name left')).code).toBe(3);
      const ended = await lab.vault('backup cancel --name first');
      expect([ended.code, ended.out]).toEqual([2, expect.stringContaining('no longer being made')]);
    });

    test('E14 E16 a restore that was killed is told, rolled back, or gone on with', async () => {
      const before = await lab.counts();
      await mutateTenant(bench.server().url, 'default', { seed: 7 });
      const changed = await lab.counts();
      expect(changed).not.toEqual(before);
      await lab.killedHalfWay();
      expect((await lab.vault('backup create --name cron')).code).toBe(1);
      const told = await lab.vault('restore recover');
      expect([told.code, told.out]).toEqual([
        2,
        expect.stringContaining('The restore of first from default did not end\n'),
      ]);
      const back = await lab.vault('restore rollback --json');
      expect([back.code, back.err]).toEqual([0, '']);
      expect(await lab.counts()).toEqual(changed);
      await lab.killedHalfWay();
      const on = await lab.vault('restore recover --action continue --json');
      expect([on.code, on.err]).toEqual([0, '']);
      expect(await lab.counts()).toEqual(before);
      expect(lab.journals()).toEqual([]);
    });
  });
}
