import { useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import type { ConnectionReport } from '#shared/model/data-store.ts';
import { useAction } from '../../api/hooks.ts';
import { fingerprint, type GatewayInput } from './draft.ts';

export interface ConnectionTest {
  /** The last result, whichever input it belongs to. */
  report: ConnectionReport | null;
  /** True when the input is no longer the one that was tested. */
  stale: boolean;
  /** True when exactly this input was tested and no check failed. */
  passed: boolean;
  running: boolean;
  error: AppError | null;
  run: () => Promise<void>;
}

/** Tests an input and remembers which one it was. */
export function useConnectionTest(input: GatewayInput | null, gatewayId?: string): ConnectionTest {
  const [tested, setTested] = useState<{ print: string; report: ConnectionReport } | null>(null);
  const test = useAction('gateways.test');
  const current = tested !== null && input !== null && tested.print === fingerprint(input);
  return {
    report: tested?.report ?? null,
    stale: tested !== null && !current,
    passed: current && tested.report.usable,
    running: test.running,
    error: test.error,
    run: async () => {
      if (input === null) return;
      // The input may change while the test runs: its result belongs to what was sent.
      const print = fingerprint(input);
      const report = await test.run({ ...input, ...(gatewayId === undefined ? {} : { gatewayId }) });
      if (report !== null) setTested({ print, report });
    },
  };
}
