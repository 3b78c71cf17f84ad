import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { documentation } from '../../../electron/cli/grammar/document.ts';
import { helpOf, helpOfCommand } from '../../../electron/cli/grammar/help.ts';
import { MODERN } from '../../../electron/cli/grammar/modern.ts';
import { UTILITY } from '../../../electron/cli/grammar/utility.ts';
import { SCHEMA_FILE, schemaDocument } from '../../../electron/cli/results/schemas.ts';

const golden = (name: string) => fileURLToPath(new URL(`golden/${name}.txt`, import.meta.url));

describe('the help', () => {
  it('of apigatewayUtil is what it was', async () => {
    await expect(`${helpOf(UTILITY)}\n`).toMatchFileSnapshot(golden('apigatewayUtil'));
  });

  it('of gateway-vault is what it was', async () => {
    await expect(`${helpOf(MODERN)}\n`).toMatchFileSnapshot(golden('gateway-vault'));
  });

  it('of each command is what it was', async () => {
    const all = [
      ...UTILITY.commands.map((one) => helpOfCommand(UTILITY, one)),
      ...MODERN.commands.map((one) => helpOfCommand(MODERN, one)),
    ];
    await expect(`${all.join('\n\n')}\n`).toMatchFileSnapshot(golden('commands'));
  });
});

const doc = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url)), 'utf8');

describe('what npm run docs:cli writes anew', () => {
  it('is what the definitions say', () => {
    expect(doc('cli.md')).toBe(documentation());
    expect(doc(SCHEMA_FILE)).toBe(schemaDocument());
  });
});
