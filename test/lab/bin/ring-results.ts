import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface RingResult {
  ring: string;
  passed: number;
  failed: number;
  /** The tests that failed, each with its file. */
  failures: string[];
  ms: number;
}

/** Enough for a sequence of commands that was found at random, with its seed. */
const LONGEST = 40;

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

/** Reads what a ring counted. A file that could not be loaded, a crash and a ring without tests are failures. */
export function counted(
  report: string,
  since: number,
  exitCode: number,
): Pick<RingResult, 'passed' | 'failed' | 'failures'> {
  if (!existsSync(report) || statSync(report).mtimeMs < since) return { passed: 0, failed: 1, failures: [] };
  const read = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const unloaded = read.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = read.numFailedTests + unloaded.length;
  const isSound = exitCode === 0 && read.numPassedTests > 0;
  const failures = read.testResults.flatMap((file) => failuresOf(file, unloaded.includes(file)));
  return { passed: read.numPassedTests, failed: failed === 0 && !isSound ? 1 : failed, failures };
}

function failuresOf(file: Report['testResults'][number], isUnloaded: boolean): string[] {
  const name = path.relative(process.cwd(), file.name);
  if (isUnloaded) return [`${name}: ${firstLine(file.message)}`];
  return file.assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => `${name} > ${test.fullName}: ${inShort(test.failureMessages[0] ?? '')}`);
}

const firstLine = (text: string): string => text.split('\n', 1)[0]!.slice(0, 300);

/** Without the places in the code: which test it is tells that, and the end of a long output is short. */
const inShort = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\s+at /.test(line))
    .slice(0, LONGEST)
    .map((line) => line.slice(0, 300))
    .join('\n  ');

/** Prints what failed, the table and, as the very last line, the totals. Returns the exit code. */
export function printSummary(results: RingResult[]): number {
  // The end of a long output is what is kept and read.
  for (const { ring, failures } of results)
    for (const failure of failures) console.log(`failed in ${ring}: ${failure}`);
  console.log(`\n${'ring'.padEnd(12)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'seconds'.padStart(9)}`);
  for (const { ring, passed, failed, ms } of results) {
    const seconds = (ms / 1000).toFixed(1);
    console.log(
      `${ring.padEnd(12)}${String(passed).padStart(8)}${String(failed).padStart(8)}${seconds.padStart(9)}`,
    );
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
