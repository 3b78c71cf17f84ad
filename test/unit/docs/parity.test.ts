import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '#lab/electron/runtime.ts';

const text = readFileSync(path.join(REPOSITORY, 'docs/parity.md'), 'utf8');

interface Row {
  section: string;
  capability: string;
  proof: string;
}

/** The rows of every table, with its last column; head and rule of a table are none. */
function rowsOf(markdown: string): Row[] {
  let section = '';
  const rows: Row[] = [];
  let inTable = false;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('## ')) section = line.slice(3);
    if (!line.startsWith('|')) inTable = false;
    else if (line.startsWith('|---')) inTable = true;
    else if (inTable) {
      const cells = line.split('|').map((cell) => cell.trim());
      rows.push({ section, capability: cells[1] ?? '', proof: cells.at(-2) ?? '' });
    }
  }
  return rows;
}

const rows = rowsOf(text);
const proved = rows.filter((row) => row.section !== 'What is not here');
const named = (row: Row): { file: string; test: string | undefined } | null => {
  const [, file, test] = /^`([^`]+)`(?: "(.+)")?$/.exec(row.proof) ?? [];
  return file === undefined ? null : { file, test };
};

describe('the table of parity', () => {
  it('has every part that it promises', () => {
    const sections = new Set(rows.map((row) => row.section));
    expect(sections.size).toBe(10);
    expect(rows.length).toBeGreaterThan(100);
  });

  it.each(proved)('$section: $capability has a proof, or is named as not here', (row) => {
    const proof = named(row);
    if (proof === null) {
      expect(row.proof).toBe('[below](#what-is-not-here)');
      return;
    }
    const file = path.join(REPOSITORY, proof.file);
    expect(existsSync(file), proof.file).toBe(true);
    if (proof.test !== undefined) expect(readFileSync(file, 'utf8')).toContain(proof.test);
    else expect(proof.file).toMatch(/\.(png|md)$|test\/stores\/support|test\/renderer/);
  });

  it('gives a reason and a way for everything that is not here', () => {
    for (const line of text.slice(text.indexOf('## What is not here')).split('\n').slice(4))
      if (line.startsWith('|'))
        expect(
          line.split('|').filter((cell) => cell.trim().length > 3),
          line,
        ).toHaveLength(3);
  });
});
