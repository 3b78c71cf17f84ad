/**
 * Suites that were not yet seen green as a whole on these servers, so that they are not part of `npm test`.
 * `npm run test:stores:all` runs them with all others; a name leaves this list when its run is green.
 */
const OPEN: Record<string, readonly string[]> = {
  restore: ['5.6.4', '7.2.0', '7.7.1', '8.2.3', '8.12.2', '9.4.3'],
  backups: ['5.6.4', '7.2.0', '8.2.3', '8.12.2', '9.4.3'],
  crash: ['5.6.4', '7.2.0', '7.7.1', '8.2.3', '8.12.2', '9.4.3'],
  damage: ['5.6.4', '7.2.0', '7.7.1', '8.2.3', '8.12.2', '9.4.3'],
  faults: ['2.3.2', '5.6.4', '7.2.0', '7.7.1', '8.2.3', '8.12.2', '9.4.3'],
  'faults-death': ['2.3.2', '7.13.0', '9.4.3'],
};

export const NOT_YET_GREEN = Object.entries(OPEN).flatMap(([suite, versions]) =>
  versions.map((version) => `test/stores/${suite}-${version}.test.ts`),
);
