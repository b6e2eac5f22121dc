import { relative } from 'node:path';
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
    if (type === 'test:stdout' || type === 'test:stderr') notesOf(data.file ?? '').output += data.message;
    if (type === 'test:fail' && data.file !== undefined) {
      const { failures, output } = notesOf(data.file);
      if (data.name === data.file) report(oneFailed, relative(root, data.file), [output]);
      else if (data.details.type !== 'suite' && !isOnlyParent(data.details.error)) {
        failures.push(`${data.name}\n${thrown(data.details.error)}`);
      }
    }
    if (type === 'test:summary') {
      const { passed, failed, cancelled } = data.counts;
      const counted = { passed, failed: failed + cancelled };
      if (data.file === undefined) tally = counted;
      else {
        const { failures, output } = notesOf(data.file);
        const seconds = data.duration_ms / 1000;
        const long = seconds > 5 ? `  (${seconds.toFixed(0)} s)` : '';
        report(counted, relative(root, data.file) + long, failures.length === 0 ? [] : [...failures, output]);
      }
    }
  }
  return tally;
};
