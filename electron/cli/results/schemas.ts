import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import * as backup from '#shared/model/backup.ts';
import * as store from '#shared/model/data-store.ts';
import * as gateway from '#shared/model/gateway.ts';
import { OpenJournal } from '#shared/model/journal.ts';
import * as operation from '#shared/model/operation.ts';
import * as plan from '#shared/model/plan.ts';
import * as primitives from '#shared/model/primitives.ts';
import * as reach from '#shared/model/reach.ts';
import * as repository from '#shared/model/repository.ts';
import * as restart from '#shared/model/restart.ts';
import { RestoreStatus } from '#shared/model/restore-status.ts';
import * as trust from '#shared/model/trust.ts';
import { NoteLine, ProgressLine } from '../following/lines.ts';
import { MODERN, type ModernCommand } from '../grammar/modern.ts';
import * as dry from './dry-runs.ts';
import { RESULTS } from './of-commands.ts';
import * as results from './results.ts';

/** The file that holds them, beside the documentation. */
export const SCHEMA_FILE = 'cli-schemas.json';

/** What has a name of its own in the file, so that nothing stands there twice. */
const NAMED: Readonly<Record<string, unknown>> = {
  ...results,
  ...dry,
  ...backup,
  ...store,
  ...gateway,
  ...operation,
  ...plan,
  ...primitives,
  ...reach,
  ...repository,
  ...restart,
  ...trust,
  AppError,
  DataStoreAccess: gateway.GatewayDraft.shape.dataStore,
  OpenJournal,
  RestoreStatus,
  ProgressLine,
  NoteLine,
};

const refTo = (name: string): string => `#/$defs/${name}`;

/** Every named part as a JSON schema that refers to the others by their names. */
function definitions(): Record<string, z.core.JSONSchema.BaseSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED))
    if (schema instanceof z.ZodType && !registry.has(schema)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: refTo, unrepresentable: 'any' });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $id: _, $schema: __, ...schema }]) => [id, schema]),
  );
}

/** The names of what a command prints with `--json`: one of them. */
export function resultNames(command: ModernCommand): string[] {
  const schema: z.ZodType = RESULTS[command];
  const parts: readonly unknown[] = schema instanceof z.ZodUnion ? schema.options : [schema];
  return parts.map((part) => {
    const name = Object.entries(NAMED).find(([, named]) => named === part)?.[0];
    if (name === undefined) throw new Error(`A result of ${command} has no name.`);
    return name;
  });
}

/** `docs/cli-schemas.json`: all that `gateway-vault --json` prints, as JSON schemas of the draft 2020-12. */
export function schemaDocument(): string {
  const all = definitions();
  const oneOf = (names: readonly string[]): object => ({
    anyOf: names.map((name) => ({ $ref: refTo(name) })),
  });
  const printed = MODERN.commands.map(({ id }) => [id, resultNames(id)] as const);
  const wanted = reached(all, [
    'Problem',
    'ProgressLine',
    'NoteLine',
    ...printed.flatMap(([, names]) => names),
  ]);
  return `${JSON.stringify(
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'What gateway-vault prints with --json',
      description:
        'results: the last line of stdout of each command. following: the lines before it. problem: the line on stderr of a command that was refused or not carried out.',
      results: Object.fromEntries(printed.map(([id, names]) => [id, oneOf(names)])),
      following: oneOf(['ProgressLine', 'NoteLine']),
      problem: oneOf(['Problem']),
      $defs: Object.fromEntries(wanted.map((name) => [name, all[name]])),
    },
    null,
    2,
  )}\n`;
}

/** These names and all that they refer to, sorted. */
function reached(all: Record<string, object>, names: readonly string[]): string[] {
  const found = new Set<string>();
  const follow = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const [, next = ''] of JSON.stringify(all[name]).matchAll(/"#\/\$defs\/([^"]+)"/g)) follow(next);
  };
  names.forEach(follow);
  return [...found].sort();
}
