import { configDefaults, defineConfig } from 'vitest/config';
import { NOT_YET_GREEN } from './test/stores/not-yet-green.ts';

const slow = { testTimeout: 180_000, hookTimeout: 240_000 };
const stores = {
  include: ['test/stores/**/*.test.ts'],
  environment: 'node' as const,
  ...slow,
  pool: 'forks' as const,
  maxWorkers: 2,
};

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
          ...stores,
          exclude: [...configDefaults.exclude, ...NOT_YET_GREEN],
        },
      },
      { test: { name: 'stores-all', ...stores } },
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
