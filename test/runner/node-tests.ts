import { relative, resolve } from 'node:path';
import { run } from 'node:test';
import { oneFailed, report, type Tally } from './tally.ts';

/** What is known of a file while its tests run. */
interface Notes {
  readonly failures: string[];
  output: string;
}

/** Node wraps what a test threw; the person who reads wants what was thrown, and where in our own files. */
const thrown = (error: Error): string => {
  const { cause } = error;
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : error.message;
  return text.replaceAll(/\n *at .*(?:node:internal|node:async_hooks|\(index \d+\)).*/g, '');
};

const isOnlyParent = (error: object): boolean =>
  'failureType' in error && error.failureType === 'subtestsFailed';

/** The file that was run. A test may stand in another, which that one imports; Node's types do not know of it yet. */
const entryOf = (data: { readonly file?: string | undefined }): string =>
  'entryFile' in data && typeof data.entryFile === 'string' ? data.entryFile : (data.file ?? '');

/** Runs files of `node:test`, each in a process of its own, two at a time. */
export const runNodeTests = async (files: readonly string[], grep: string | undefined): Promise<Tally> => {
  const root = process.cwd();
  const notes = new Map<string, Notes>();
  const notesOf = (file: string): Notes => {
    const known = notes.get(file) ?? { failures: [], output: '' };
    notes.set(file, known);
    return known;
  };
  let tally: Tally = oneFailed;
  const events = run({
    files: [...files],
    concurrency: 2,
    timeout: 120_000,
    // A handle that a test left open must not hold up the whole run.
    execArgv: ['--disable-warning=ExperimentalWarning', '--test-force-exit'],
    ...(grep === undefined ? {} : { testNamePatterns: [grep] }),
  });
  for await (const { type, data } of events) {
    const file = 'file' in data ? entryOf(data) : '';
    const { failures } = notesOf(file);
    if (type === 'test:stdout' || type === 'test:stderr') notesOf(file).output += data.message;
    if (type === 'test:fail') {
      // A file that could not be run is a test of its own name.
      if (resolve(data.name) === file) report(oneFailed, relative(root, file), [notesOf(file).output]);
      else if (data.details.type !== 'suite' && !isOnlyParent(data.details.error)) {
        failures.push(`${data.name}\n${thrown(data.details.error)}`);
      }
    }
    if (type === 'test:summary') {
      const { passed, failed, cancelled } = data.counts;
      const counted = { passed, failed: failed + cancelled };
      if (file === '') tally = counted;
      else {
        const seconds = data.duration_ms / 1000;
        const long = seconds > 5 ? `  (${seconds.toFixed(0)} s)` : '';
        const troubles = counted.failed > 0 ? [...failures, notesOf(file).output] : [];
        report(counted, relative(root, file) + long, troubles);
      }
    }
  }
  return tally;
};
