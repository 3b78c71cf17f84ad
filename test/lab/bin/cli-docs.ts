import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { documentation } from '../../../electron/cli/grammar/document.ts';
import { SCHEMA_FILE, schemaDocument } from '../../../electron/cli/results/schemas.ts';

/** `npm run docs:cli`: writes the documentation of the command line and the schemas of its results anew. */
writeFileSync(path.join(REPOSITORY, 'docs', 'cli.md'), documentation());
writeFileSync(path.join(REPOSITORY, 'docs', SCHEMA_FILE), schemaDocument());
