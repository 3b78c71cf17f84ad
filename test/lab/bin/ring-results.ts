import { existsSync, readFileSync, statSync } from 'node:fs';

export interface RingResult {
  ring: string;
  passed: number;
  failed: number;
  ms: number;
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/** Reads what a ring counted. A file that could not be loaded, a crash and a ring without tests are failures. */
export function counted(report: string, since: number, exitCode: number): { passed: number; failed: number } {
  if (!existsSync(report) || statSync(report).mtimeMs < since) return { passed: 0, failed: 1 };
  const read = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const unloaded = read.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = read.numFailedTests + unloaded.length;
  const isSound = exitCode === 0 && read.numPassedTests > 0;
  return { passed: read.numPassedTests, failed: failed === 0 && !isSound ? 1 : failed };
}

/** Prints the table and, as the very last line, the totals. Returns the exit code. */
export function printSummary(results: RingResult[]): number {
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
