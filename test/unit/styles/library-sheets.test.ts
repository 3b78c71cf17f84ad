import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, it } from 'vitest';

const KIT = path.resolve(import.meta.dirname, '../../../renderer/ui');
const LIBRARY = path.dirname(createRequire(import.meta.url).resolve('@mantine/core/styles.css'));
const read = (file: string): string => readFileSync(path.join(KIT, file), 'utf8');

/** What the kit takes from the library by name. */
const used = readdirSync(KIT, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .flatMap((file) => [...read(file).matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)])
  .flatMap(([, names]) => names!.split(','))
  .map((name) => name.trim().split(' ')[0]!);

it('each part of the library that the kit uses has its styles', () => {
  const sheets = read('base/mantine-styles.ts');
  const withSheet = [...new Set(used)].filter((name) =>
    existsSync(path.join(LIBRARY, 'styles', `${name}.layer.css`)),
  );
  expect(withSheet).toContain('Tooltip');
  expect(withSheet.filter((name) => !sheets.includes(`/${name}.layer.css'`))).toEqual([]);
});
