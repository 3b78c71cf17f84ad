import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { borrowServer } from '#lab/servers/borrow.ts';
import type { LabServer, ServerVersion } from '#lab/servers/start.ts';
import { abilitiesOf } from './abilities.ts';
import { utilityRules } from './command-line.ts';
import { globalStateRules } from './command-line-global.ts';
import { ALL_COMMANDS, CommandLine } from './command-line-lab.ts';
import { leftWorkRules } from './command-line-left.ts';
import { modernRules } from './command-line-modern.ts';
import { openWorkRules } from './command-line-open.ts';
import { pathRules } from './command-line-path.ts';
import { loadSmallTenant } from './small-tenant.ts';

/** What the commands of one release are run against, and the programs themselves. */
export interface CommandLineBench {
  version: ServerVersion;
  cli: CommandLine;
  /** Holds the small tenant `default`, and no backup of it at the beginning of each set of rules. */
  server: () => LabServer;
}

/** `short`: each command, and what every script uses. `whole`: every option that matters. `open`: deaths half way, too. */
export type Extent = 'short' | 'whole' | 'open';

/** Both grammars on one real server, each command as a process of its own. */
export function commandLineSuite(version: ServerVersion, extent: Extent): void {
  describe(`the command line on ${version}`, () => {
    const cli = new CommandLine();
    let server: LabServer;

    beforeAll(async () => {
      server = await borrowServer(version);
      await Promise.all([cli.build(), loadSmallTenant(server.url)]);
    });
    afterAll(async () => {
      await server.stop();
      cli.remove();
    });

    const bench: CommandLineBench = { version, cli, server: () => server };
    utilityRules(bench, extent);
    modernRules(bench, extent);
    if (extent !== 'short') globalStateRules(bench);
    leftWorkRules(bench);
    if (extent === 'open') openWorkRules(bench);
    pathRules(bench, extent);

    test('each command of both programs was carried out here and says what is documented, but for what this data store cannot do', () => {
      const cannot = abilitiesOf(version).repositoryCleanup ? [] : ['gateway-vault repo cleanup'];
      expect([...cli.carriedOut, ...cannot].sort()).toEqual([...ALL_COMMANDS].sort());
      const modern = ALL_COMMANDS.filter((one) => one.startsWith('gateway-vault '));
      expect([...cli.documented, ...cannot].sort()).toEqual(modern.sort());
    });
  });
}
