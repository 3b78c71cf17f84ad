/**
 * What a plain Electron does with `electron [-r file] folder`. The import is awaited: with an unawaited one
 * the program would run after `ready`, too late for `protocol.registerSchemesAsPrivileged`.
 */
export const DEFAULT_APP = `import { app } from 'electron';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const args = process.argv.slice(1);
const required = args.flatMap((arg, at) => (arg === '-r' ? [at + 1] : []));
const folder = path.resolve(args.find((arg, at) => !arg.startsWith('-') && !required.includes(at)) ?? '.');
for (const at of required) require(path.resolve(args[at]));
const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version ?? '0.0.0');
app.setPath('userData', path.join(app.getPath('appData'), app.name));
await import(pathToFileURL(path.join(folder, manifest.main ?? 'index.js')).href);
`;
