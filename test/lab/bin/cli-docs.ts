import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { documentation } from '../../../electron/cli/grammar/document.ts';

/** `npm run docs:cli`: writes the documentation of the command line anew. */
writeFileSync(path.join(REPOSITORY, 'docs', 'cli.md'), documentation());
