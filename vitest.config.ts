import { defineConfig } from 'vitest/config';

const slow = { testTimeout: 180_000, hookTimeout: 240_000 };
/** One project a ring; `npm run test:<ring>` runs one of them. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node' } },
      { test: { name: 'contract', include: ['test/contract/**/*.test.ts'], environment: 'node' } },
      {
        test: {
          name: 'renderer',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'stores',
          include: ['test/stores/**/*.test.ts'],
          environment: 'node',
          ...slow,
          pool: 'forks',
          maxWorkers: 3,
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
