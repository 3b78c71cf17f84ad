import type { Run } from './command.ts';
import { checkLines, reportOf } from './connection-report.ts';

/** Tries everything that a backup will need. */
export const run: Run<'gateway-test'> = async ({ session, gateway }) => {
  const report = await reportOf(session, await gateway());
  return { lines: report.checks.flatMap(checkLines), json: report, code: report.usable ? 0 : 2 };
};
