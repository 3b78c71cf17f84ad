import { helpOf, helpOfCommand } from './grammar/help.ts';
import { parseCommandLine } from './grammar/parse.ts';
import { UTILITY, type UtilityCommand } from './grammar/utility.ts';
import { type Io, processIo } from './io.ts';
import { isOn } from './options.ts';
import { endProcess } from './process-end.ts';
import { problemLines } from './refusal.ts';
import { codeOf } from './utility/codes.ts';

const FAILED = 1;

await endProcess(await main(process.argv.slice(2)));

async function main(argv: readonly string[]): Promise<number> {
  const parsed = parseCommandLine(UTILITY, argv);
  const plain = processIo();
  switch (parsed.kind) {
    case 'problem':
      plain.err(parsed.text);
      return FAILED;
    case 'help':
      plain.out(parsed.command === null ? helpOf(UTILITY) : helpOfCommand(UTILITY, parsed.command));
      return 0;
    case 'command':
      return carryOut(parsed.command.id, parsed.options);
  }
}

async function carryOut(id: UtilityCommand, options: ReadonlyMap<string, string>): Promise<number> {
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
      const gateway = await session.gateway({ tenant: options.get('tenant') });
      const repository = options.get('repoName') ?? gateway.tenant;
      const { run } = await RUNS[id]();
      return codeOf(await run({ session, gateway, options, repository }), gateway.release);
    } finally {
      await session.close();
    }
  } catch (thrown) {
    for (const line of problemLines(thrown)) io.err(line);
    return FAILED;
  }
}
