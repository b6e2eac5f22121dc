/**
 * `npm test`: types, lint, node tests, and page tests in every engine that is here.
 *
 *   npm test -- --only=node             one step: types, lint, node or pages
 *   npm test -- --engine=firefox        page tests in one engine
 *   npm test -- widget/money --grep=…   files whose path holds this; tests whose name matches that
 *
 * `*.test.ts` runs in Node. `*.page.ts` runs in Chromium, `*.all.page.ts` in all three engines. Where an engine is
 * missing it is left out, but with `CI` set that is a failure.
 */
import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Engine, engines, isHere } from './browsers.ts';
import { build, lint, types } from './runner/commands.ts';
import { runNodeTests } from './runner/node-tests.ts';
import { oneFailed, report, sum, type Tally } from './runner/tally.ts';

const { values: options, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    engine: { type: 'string' },
    grep: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
  },
});

/** A word that is not one of these would run nothing, and so nothing would fail. */
const insist = (name: string, word: string | undefined, words: readonly string[]): void => {
  if (word === undefined || words.includes(word)) return;
  console.error(`--${name} is one of ${words.join(', ')}`);
  process.exit(2);
};
insist('only', options.only, ['types', 'lint', 'node', 'pages']);
insist('engine', options.engine, engines);

const wants = (step: string): boolean =>
  options.only === undefined
    ? filters.length === 0 || step === 'node' || step === 'pages'
    : options.only === step;

const filesOf = (pattern: string): readonly string[] =>
  globSync(pattern, { exclude: ['**/node_modules/**'] })
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .sort();

const pages = async (engine: Engine): Promise<Tally> => {
  const files = filesOf(engine === 'chromium' ? 'test/**/*.page.ts' : 'test/**/*.all.page.ts');
  if (files.length === 0) return sum([]);
  if (!isHere(engine)) {
    const tally = process.env.CI === undefined ? sum([]) : oneFailed;
    report(tally, `${engine} is not installed: its page tests did not run`);
    return tally;
  }
  try {
    const { runPageTests } = await import('./runner/page-tests.ts');
    return await runPageTests({ engine, files, grep: options.grep });
  } catch (error) {
    report(oneFailed, `${engine} did not start`, [error instanceof Error ? error.message : String(error)]);
    return oneFailed;
  }
};

const steps = async function* (): AsyncGenerator<Tally> {
  if (wants('types')) yield await types();
  if (wants('lint')) yield await lint();
  if ((wants('node') || wants('pages')) && !options['no-build']) yield await build();
  if (wants('node')) {
    const files = filesOf('test/**/*.test.ts');
    if (files.length > 0) yield await runNodeTests(files, options.grep);
  }
  if (!wants('pages')) return;
  for (const engine of engines) {
    if (options.engine === undefined || options.engine === engine) yield await pages(engine);
  }
};

const tallies: Tally[] = [];
for await (const tally of steps()) tallies.push(tally);
const { passed, failed } = sum(tallies);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
