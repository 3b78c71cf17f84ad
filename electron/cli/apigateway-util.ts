import { enter } from './entry.ts';
import { UTILITY, type UtilityCommand } from './grammar/utility.ts';
import { type Io, processIo } from './io.ts';
import { isOn, type Options } from './options.ts';
import { failureCode } from './refusal.ts';
import { ENVIRONMENT } from './selected.ts';
import type { Session } from './session.ts';
import { codeOf, isGood } from './utility/codes.ts';

await enter(UTILITY, carryOut);

async function carryOut(id: UtilityCommand, options: Options): Promise<number> {
  let io: Io = processIo();
  try {
    io = processIo({
      debug: isOn(options, 'debug'),
      file: options.get('logFileLocation') ?? null,
      level: options.get('logLevel') ?? 'info',
    });
    const [{ openSession }, { RUNS }] = await Promise.all([
      import('./session.ts'),
      import('./utility/runs.ts'),
    ]);
    const session = await openSession(io);
    io = session.io;
    try {
      const gateway = await session.gateway(await choiceOf(session, options));
      const repository = options.get('repoName') ?? gateway.tenant;
      const { run } = await RUNS[id]();
      const outcome = await run({ session, gateway, options, repository });
      const code = codeOf(outcome, gateway.release);
      return isGood(outcome) ? code : (session.interrupts.code ?? code);
    } finally {
      await session.close();
    }
  } catch (thrown) {
    const { problemLines } = await import('./problem.ts');
    for (const line of problemLines(thrown)) io.err(line);
    return failureCode(thrown);
  }
}

/** The gateway that is named, or that of the installation in whose folders the command is run. */
async function choiceOf(session: Session, options: Options): Promise<Parameters<Session['gateway']>[0]> {
  const tenant = options.get('tenant');
  if (tenant !== undefined || session.io.env[ENVIRONMENT] !== undefined) return { tenant };
  const { gatewayHere } = await import('./installation-here.ts');
  return (await gatewayHere(session, process.cwd())) ?? {};
}
