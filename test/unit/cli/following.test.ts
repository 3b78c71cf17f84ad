import { describe, expect, it } from 'vitest';
import { barFollower, barText } from '../../../electron/cli/following/bar.ts';
import { jsonFollower, NoteLine, ProgressLine } from '../../../electron/cli/following/lines.ts';
import { plainFollower } from '../../../electron/cli/following/plain.ts';
import { terminalOf } from '../../../electron/cli/io.ts';
import { operationWith, phaseWith } from './operation.ts';

const COPYING = operationWith({
  phases: [phaseWith('count-before', 'done', '12 indices'), phaseWith('copy', 'running')],
  shards: { done: 41, total: 90 },
  bytes: { done: 1_048_576, total: 4_194_304 },
  readAt: 60_000,
});

describe('progress as plain lines', () => {
  it('tells each phase once when it has ended, and its failure', () => {
    const out: string[] = [];
    const follower = plainFollower({ out: (line) => out.push(line), err: () => undefined }, () => 0);
    follower.state(COPYING);
    follower.state(COPYING);
    const phases = [...COPYING.phases.slice(0, 1), phaseWith('copy', 'failed', '3 of 90 shards')];
    follower.state(operationWith({ phases, status: 'failed' }));
    expect(out).toEqual(['count before: 12 indices', 'copy: failed, 3 of 90 shards']);
  });

  it('tells the shards of a long phase every ten seconds', () => {
    let now = 0;
    const out: string[] = [];
    const follower = plainFollower({ out: (line) => out.push(line), err: () => undefined }, () => now);
    for (now = 0; now <= 25_000; now += 1_000) follower.state(COPYING);
    expect(out.slice(1)).toEqual(['copy: 41 of 90 shards so far', 'copy: 41 of 90 shards so far']);
  });
});

describe('progress as objects', () => {
  it('is one object a line by its schema, and says nothing twice', () => {
    const out: string[] = [];
    const follower = jsonFollower({ out: (line) => out.push(line) });
    follower.state(COPYING);
    follower.state({ ...COPYING, updatedAt: 2_000 });
    follower.note('It goes on.');
    expect(out).toHaveLength(2);
    expect(ProgressLine.parse(JSON.parse(out[0]!))).toMatchObject({
      phase: { id: 'copy', state: 'running' },
      shards: { done: 41, total: 90 },
    });
    expect(NoteLine.parse(JSON.parse(out[1]!)).text).toBe('It goes on.');
  });
});

describe('progress on a terminal', () => {
  it('is a bar that fits it, with the time and the age of the numbers', () => {
    expect(barText(COPYING, 61_000, 200)).toBe(
      'backup nightly  copy  [##########--------------] 45 %  41 of 90 shards  1.0 of 4.0 MiB  1:00',
    );
    expect(barText(COPYING, 75_000, 200)).toContain('as of 0:15 ago');
    expect(barText(COPYING, 61_000, 40)).toHaveLength(39);
  });

  it('has no bar where no total is known', () => {
    expect(barText({ ...COPYING, shards: null, bytes: null }, 61_000, 200)).toBe(
      'backup nightly  copy  1:00',
    );
    const counting = { ...COPYING, phases: [phaseWith('count-after', 'running')] };
    expect(barText(counting, 61_000, 200)).toBe('backup nightly  count after  1:00');
  });

  it('is drawn over, and gone before the next line is printed', () => {
    let screen = '';
    const stream = { isTTY: true, columns: 80, write: (text: string) => ((screen += text), true) };
    const terminal = terminalOf(stream, {})!;
    const follower = barFollower(terminal, (line) => stream.write(`${line}\n`));
    follower.state(COPYING);
    follower.note('It goes on.');
    follower.done();
    expect(screen).toMatch(/^\r\u001B\[2Kbackup nightly .*\r\u001B\[2KIt goes on\.\n.*\r\u001B\[2K$/s);
    // Nothing is coloured.
    expect(screen.replaceAll('\u001B[2K', '')).not.toContain('\u001B');
  });

  it('is not drawn into a pipe, nor on a terminal that cannot', () => {
    const stream = { columns: 80, write: () => true };
    expect(terminalOf({ ...stream, isTTY: false }, {})).toBeNull();
    expect(terminalOf({ ...stream, isTTY: true }, { TERM: 'dumb' })).toBeNull();
  });

  it('has the usual width where the terminal tells none', () => {
    expect(terminalOf({ isTTY: true, columns: 0, write: () => true }, {})?.columns()).toBe(80);
  });
});
