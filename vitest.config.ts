import { defineConfig } from 'vitest/config';
import { ByServer } from './test/by-server.ts';

/** For a machine that is busy with other things; nothing waits so long when it is well. */
const usual = { testTimeout: 30_000 };
const slow = { testTimeout: 180_000, hookTimeout: 240_000 };
/** One project a ring; `npm run test:<ring>` runs one of them. */
export default defineConfig({
  test: {
    sequence: { sequencer: ByServer },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          environment: 'node',
          ...usual,
          // Hosts and data stores wait much of their time.
          maxWorkers: 3,
        },
      },
      {
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          environment: 'node',
          ...usual,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'renderer',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          setupFiles: ['test/renderer/support/patience.ts'],
          maxWorkers: 2,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'stores',
          include: ['test/stores/**/*.test.ts'],
          environment: 'node',
          ...slow,
          pool: 'forks',
          maxWorkers: 4,
          // A process keeps the data store of a file for the next file of that version (test/lab/servers/borrow.ts).
          isolate: false,
        },
      },
      {
        test: {
          name: 'desktop',
          include: ['test/desktop/**/*.test.ts'],
          environment: 'node',
          ...slow,
          pool: 'forks',
          maxWorkers: 1,
        },
      },
    ],
  },
});
