import { enter } from './entry.ts';
import { MODERN, type ModernCommand } from './grammar/modern.ts';
import { type Io, processIo } from './io.ts';
import type { Options } from './options.ts';
import { ownTerminal } from './prompt.ts';
import { failureCode } from './refusal.ts';

await enter(MODERN, carryOut);

async function carryOut(id: ModernCommand, options: Options): Promise<number> {
  const isJson = options.has('json');
  let io: Io = processIo();
  try {
    const [{ openSession }, { followerOf }, { RUNS }] = await Promise.all([
      import('./session.ts'),
      import('./following/choice.ts'),
      import('./modern/runs.ts'),
    ]);
    const session = await openSession(io, (scrubbed) => followerOf(scrubbed, isJson));
    io = session.io;
    try {
      const { run } = await RUNS[id]();
      const gateway = () => session.gateway({ name: options.get('gateway'), terminal: ownTerminal() });
      const { lines, json, code } = await run({ session, options, gateway });
      if (isJson) io.out(JSON.stringify(json));
      else for (const line of lines) io.out(line);
      return code === 0 ? code : (session.interrupts.code ?? code);
    } finally {
      await session.close();
    }
  } catch (thrown) {
    const { problemJson, problemLines } = await import('./problem.ts');
    if (isJson) io.err(problemJson(thrown));
    else for (const line of problemLines(thrown)) io.err(line);
    return failureCode(thrown);
  }
}
