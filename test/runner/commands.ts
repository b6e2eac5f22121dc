import { spawn } from 'node:child_process';
import { oneFailed, onePassed, report, type Tally } from './tally.ts';

interface Ended {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs a command of `node_modules/.bin`, which npm puts on PATH, and keeps what it says. */
const run = (command: string, args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const shell = process.platform === 'win32';
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], shell });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });

const projects = [
  'tsconfig.json',
  'src/backend/node/tsconfig.json',
  'demo/tsconfig.json',
  'test/tsconfig.json',
];

/** Type-checks every project; all of them together count as one. */
export const types = async (): Promise<Tally> => {
  const ended = await Promise.all(projects.map((project) => run('tsc', ['-p', project])));
  const troubles = ended.filter(({ ok }) => !ok).map(({ output }) => output);
  const tally = troubles.length === 0 ? onePassed : oneFailed;
  report(tally, `types: ${projects.length} projects`, troubles);
  return tally;
};

const one = async (name: string, command: string, args: readonly string[]): Promise<Tally> => {
  const { ok, output } = await run(command, args);
  const tally = ok ? onePassed : oneFailed;
  report(tally, name, ok ? [] : [output]);
  return tally;
};

export const lint = (): Promise<Tally> => one('lint and format', 'biome', ['check', '--error-on-warnings']);

/** The widget as it is shipped, for the tests that load it from the backend. */
export const build = (): Promise<Tally> => one('build', 'vite', ['build', '--logLevel', 'warn']);
