/**
 * `npm run trouble`: the tests of this folder, and those of the identifiers, as often as they are worth it (see runs.ts),
 * one file after the other. It takes a quarter of an hour. `npm run trouble -- crash` runs those whose path holds this.
 */
import { globSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const words = process.argv.slice(2);
const files = globSync('test/{identifiers,trouble}/**/*.test.ts').filter((file) =>
  words.every((word) => file.includes(word)),
);
if (files.length === 0) throw new Error(`no test of trouble is named like ${words.join(' ')}`);

process.env.HANDSLAG_RUNS ??= 'full';
run({
  files: files.sort(),
  concurrency: 1,
  execArgv: ['--disable-warning=ExperimentalWarning', '--test-force-exit'],
})
  .on('test:fail', () => {
    process.exitCode = 1;
  })
  .compose(spec)
  .pipe(process.stdout);
