import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

/** The program's own file, as it is in the sources. */
export const program = fileURLToPath(
  new URL('../../../../src/backend/node/cli/handslag.ts', import.meta.url),
);

/** How to start the program: as Node runs it from its sources, unless a test has another way. */
export interface How {
  readonly command?: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const running = new Set<ChildProcess>();
after(() => {
  for (const child of running) child.kill('SIGKILL');
});

const start = (args: readonly string[], { command, cwd, env, stdin }: How): ChildProcess => {
  const [file, ...before] = command ?? [process.execPath, program];
  const child = spawn(file, [...before, ...args], {
    cwd,
    // Nothing of this machine's configuration may leak in.
    env: { PATH: process.env.PATH, ...env },
    stdio: 'pipe',
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.stdin?.end(stdin ?? '');
  return child;
};

const textOf = (stream: NodeJS.ReadableStream | null): (() => string) => {
  let text = '';
  stream?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return () => text;
};

/** Runs the program to its end. */
export const run = async (args: readonly string[], how: How = {}): Promise<Ended> => {
  const child = start(args, how);
  const [out, err] = [textOf(child.stdout), textOf(child.stderr)];
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out: out(), err: err() };
};

/** A program that goes on until it is told to stop. */
export interface Running {
  /** The next line of its output that says `text`; those before it are passed over. */
  says(text: string): Promise<string>;
  /** All that it has said so far. */
  output(): string;
  signal(name: NodeJS.Signals): void;
  ended(): Promise<number | null>;
}

export const launch = (args: readonly string[], how: How = {}): Running => {
  const child = start(args, how);
  const [out, err] = [textOf(child.stdout), textOf(child.stderr)];
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  assert(child.stdout !== null);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    async says(text) {
      for (;;) {
        const { done, value } = await lines.next();
        if (done) throw new Error(`it ended without saying "${text}": ${out()}${err()}`);
        if (value.includes(text)) return value;
      }
    },
    output: () => out() + err(),
    signal: (name) => void child.kill(name),
    ended: () => ended,
  };
};

export interface Serving extends Running {
  readonly url: string;
  readonly metricsUrl: string;
}

/** `handslag serve`, up and answering. */
export const launchService = async (configFile: string, how: How = {}): Promise<Serving> => {
  const service = launch(['serve', '--config', configFile], how);
  const started = JSON.parse(await service.says('service.started'));
  const at = (port: unknown) => `http://127.0.0.1:${port}`;
  return { ...service, url: at(started.port), metricsUrl: `${at(started.metricsPort)}/metrics` };
};
