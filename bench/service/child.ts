import { type ChildProcess, spawn } from 'node:child_process';

/** A process of ours that answers what it is sent, one message after the other. */
export interface Child {
  ask(message: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

export const startChild = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Child => {
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  const over = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const died = over.then((): never => {
    throw new Error(`${args.at(-1)} ended too early`);
  });
  died.catch(() => undefined);
  return {
    ask(message) {
      const answer = new Promise((resolve) => child.once('message', resolve));
      child.send(Object(message));
      return Promise.race([answer, died]);
    },
    async stop() {
      child.kill('SIGTERM');
      await over;
    },
  };
};
