import { expect } from 'vitest';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import { MODERN } from '../../../electron/cli/grammar/modern.ts';
import { parseCommandLine } from '../../../electron/cli/grammar/parse.ts';
import type { Answer } from '../../../electron/cli/modern/command.ts';
import { RUNS } from '../../../electron/cli/modern/runs.ts';
import { RESULTS } from '../../../electron/cli/results/of-commands.ts';
import type { Session } from '../../../electron/cli/session.ts';

/**
 * Carries out a command line as the program does, with a session of the test's own. Fails where its object is not as it
 * is documented.
 */
export async function runCommand(
  session: unknown,
  profile: Partial<GatewayProfile>,
  argv: readonly string[],
): Promise<Answer> {
  const parsed = parseCommandLine(MODERN, argv);
  if (parsed.kind !== 'command') throw new Error(JSON.stringify(parsed));
  const { run } = await RUNS[parsed.command.id]();
  const gateway = () => Promise.resolve(profile as GatewayProfile);
  const answer: Answer = await run({ session: session as Session, options: parsed.options, gateway });
  expect(RESULTS[parsed.command.id].safeParse(answer.json).error, parsed.command.id).toBeUndefined();
  return answer;
}
