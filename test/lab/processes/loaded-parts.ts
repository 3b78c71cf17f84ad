import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '#lab/processes/run.ts';

/** Which files of the bundle around a program Node loads for a command, as the engine of JavaScript itself tells. */
export async function loadedParts(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd = process.cwd(),
): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gateway-vault-parts-'));
  try {
    await run(process.execPath, [program, ...args], { cwd, env: { ...env, NODE_V8_COVERAGE: folder } });
    const urls = readdirSync(folder).flatMap((name) => {
      const told = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as { result: { url: string }[] };
      return told.result.map(({ url }) => url).filter((url) => url.startsWith('file:'));
    });
    const bundle = path.dirname(program);
    return [...new Set(urls.map((url) => fileURLToPath(url)))]
      .filter((file) => file.startsWith(bundle))
      .map((file) => path.relative(bundle, file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
