import { ALL_PARTS, BENCH_VERSIONS, type BenchVersion, type Part, runBench } from '../../bench/run.ts';

const USAGE = `Usage: npm run bench [-- versions… parts…]
Versions: ${BENCH_VERSIONS.join(', ')}
Parts: ${ALL_PARTS.join(', ')}`;

const words = process.argv.slice(2);
const versions = BENCH_VERSIONS.filter((version) => words.includes(version));
const parts = ALL_PARTS.filter((part) => words.includes(part));
const unknown = words.filter(
  (word) => !versions.includes(word as BenchVersion) && !parts.includes(word as Part),
);

if (unknown.length > 0) {
  console.error(`Not known: ${unknown.join(', ')}\n${USAGE}`);
  process.exitCode = 2;
} else {
  const began = Date.now();
  const results = await runBench(
    versions.length === 0 ? BENCH_VERSIONS : versions,
    parts.length === 0 ? ALL_PARTS : parts,
  );
  const missed = results.filter((result) => !result.met);
  console.log(`${results.length} rows in ${Math.round((Date.now() - began) / 1000)} s`);
  // A missed budget is a figure to look at and no reason to fail: machines differ.
  console.log(
    missed.length === 0
      ? 'Every budget is met.'
      : `MISSED: ${missed.map(({ version, row }) => `${version} ${row}`).join(', ')}`,
  );
}
