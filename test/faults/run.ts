/**
 * `npm run faults`: puts each fault of `faults.ts` into a copy of the tree, runs the tests that should notice,
 * and takes it out again. A fault that no test notices has survived; then a test is missing.
 *
 *   npm run faults -- token            those whose file or reason holds this
 */
import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Fault } from './fault.ts';
import { faults } from './faults.ts';

/** `stale`: the text to be replaced is not there, or not only once, so nothing has been shown. */
type Verdict = 'noticed' | 'survived' | 'stale';

interface Outcome {
  readonly verdict: Verdict;
  /** The first test that failed; or why nothing could be tried. */
  readonly by: string;
}

const root = resolve('.');

/** Copies what git knows or would know, with changes that are not committed yet; dependencies are shared. */
const copyTree = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'handslag-faults-'));
  const list = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], { encoding: 'utf8' });
  for (const file of list.split('\0').filter((name) => name !== '')) {
    // A file may be listed and yet be deleted.
    await cp(join(root, file), join(folder, file)).catch(() => {});
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
};

const minute = 60_000;

/** Runs tests in the copy, for so many minutes at the most. The exit code alone decides. */
const runTests = (
  folder: string,
  args: readonly string[],
  minutes: number,
): Promise<{ ok: boolean; output: string }> =>
  new Promise((done) => {
    const command = ['--disable-warning=ExperimentalWarning', 'test/run.ts', '--engine=chromium', ...args];
    const options = { cwd: folder, maxBuffer: 1 << 28, timeout: minutes * minute };
    execFile(process.execPath, command, options, (error, stdout, stderr) =>
      done({ ok: error === null, output: stdout + stderr }),
    );
  });

/** The first failing test, as the runner's report names it. */
const firstFailure = (output: string): string => {
  const lines = output.split('\n');
  const file = lines.findIndex((line) => line.startsWith('FAIL'));
  const test = lines.slice(file + 1).find((line) => line.trim() !== '');
  return file === -1
    ? (lines.findLast((line) => line.trim() !== '') ?? '')
    : (test ?? lines[file] ?? '').trim();
};

const tryFault = async (folder: string, fault: Fault): Promise<Outcome> => {
  const path = join(folder, fault.file);
  const text = await readFile(path, 'utf8').catch(() => '');
  const places = text.split(fault.find).length - 1;
  if (places !== 1) return { verdict: 'stale', by: `the text is there ${places} times` };
  await writeFile(
    path,
    text.replace(fault.find, () => fault.replace),
  );
  try {
    const { ok, output } = await runTests(folder, fault.noticedBy, 5);
    return ok
      ? { verdict: 'survived', by: fault.noticedBy.join(' ') }
      : { verdict: 'noticed', by: firstFailure(output) };
  } finally {
    await writeFile(path, text);
  }
};

const words = process.argv.slice(2);
const chosen = faults.filter(({ file, why }) =>
  words.every((word) => `${file} ${why}`.toLowerCase().includes(word.toLowerCase())),
);

if (chosen.length === 0) throw new Error(`no fault is named like ${words.join(' ')}`);

/** Two at a time, each in a copy of its own, taking the next fault when done with one. */
const queue = chosen.values();
const verdicts: Verdict[] = [];
const work = async (): Promise<void> => {
  const folder = await copyTree();
  try {
    for (const fault of queue) {
      const { verdict, by } = await tryFault(folder, fault);
      verdicts.push(verdict);
      console.log(`${verdict.padEnd(8)}  ${fault.why}\n          ${fault.file} — ${by}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Red tests would notice anything, so they must be green before. */
const checkGround = async (): Promise<void> => {
  const folder = await copyTree();
  const tests = [...new Set(chosen.flatMap(({ noticedBy }) => noticedBy))];
  const { ok, output } = await runTests(folder, tests, 60);
  await rm(folder, { recursive: true, force: true });
  if (ok) return;
  console.log(`${output}\nThe tests are not green without any fault, so nothing can be shown.`);
  process.exit(1);
};

await checkGround();
await Promise.all([work(), work()]);
const count = (verdict: Verdict): number => verdicts.filter((one) => one === verdict).length;
if (count('stale') > 0)
  console.log(`\n${count('stale')} stale: the code has moved on, and the fault must follow`);
console.log(`\n${count('noticed')} noticed, ${count('survived')} survived`);
process.exit(count('noticed') === chosen.length && chosen.length > 0 ? 0 : 1);
