import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Suites in the order of what they cost; what is not named comes after them. */
const COST = [
  'crash',
  'restore',
  'faults-death',
  'modes',
  'damage',
  'random',
  'backups',
  'faults',
  'listing',
];
/** What files without a version in their name borrow. */
const USUAL = '7.13.0';

/** Test files of one server version run one after another, so that a process can use its server again. */
export class ByServer extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const ranked = files.map((file) => ({ file, rank: rankOf(file.moduleId) }));
    ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
    return Promise.resolve(ranked.map(({ file }) => file));
  }
}

function rankOf(file: string): string {
  const [, suite = '', version = USUAL] = /([a-z-]+?)(?:-(\d+\.\d+\.\d+))?\.test\.tsx?$/.exec(file) ?? [];
  const cost = COST.indexOf(suite);
  return `${version} ${String(cost === -1 ? COST.length : cost).padStart(2, '0')} ${suite}`;
}
