import type { Log } from '../../providers/given.ts';
import { UnknownVaultKey } from '../vault.ts';
import { CannotStart } from './cannot-start.ts';
import { clock } from './clock.ts';
import { compose } from './compose.ts';
import type { NodeConfig } from './config/node-config.ts';
import { serveControl } from './control.ts';
import { openDataFolder } from './data-folder.ts';
import { serve } from './serve.ts';
import { openSqliteStore } from './sqlite.ts';

export interface Service {
  readonly port: number;
  /** Port of the metrics, if they have one of their own. */
  readonly metricsPort: number | null;
  /** Answers whoever waits, lets what is under way finish for as long as is configured, and lets go of the data. */
  stop(): Promise<void>;
}

/** Starts all that `handslag serve` is. Throws `CannotStart`; then nothing listens, and the data are free. */
export const startService = async (config: NodeConfig, log: Log): Promise<Service> => {
  const { listen, metrics, shutdown, dataFolder } = config;
  const graceMs = shutdown.graceSeconds * 1000;
  const open: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of open.splice(0).reverse()) await end();
  };
  try {
    await openDataFolder(dataFolder, log);
    const store = await openSqliteStore(dataFolder);
    open.push(() => store.close());
    const composed = await compose(config, store, log);
    const { backend } = composed;

    const control = await serveControl(dataFolder, backend.operator, log);
    open.push(() => control.stop(0));
    const ownPort =
      metrics?.port === undefined
        ? null
        : await serve(composed.metrics, { host: metrics.host, port: metrics.port }, log);
    open.push(async () => ownPort?.stop(0));
    const main = await serve(composed.main, listen, log);
    open.push(() => main.stop(graceMs));
    await backend.start();

    return {
      port: main.port,
      metricsPort: ownPort?.port ?? null,
      async stop() {
        // From here on `/readyz` says 503, and nobody waits any more.
        const quiet = backend.stop();
        await clock.sleep(shutdown.drainSeconds * 1000);
        await Promise.all([main.stop(graceMs), atMost(graceMs, quiet)]);
        await close();
      },
    };
  } catch (error) {
    await close();
    if (error instanceof UnknownVaultKey) {
      throw new CannotStart(
        `The data in ${dataFolder} were sealed under a vault key that is not among "vaultKeys": add it there, behind the new one.`,
        { cause: error },
      );
    }
    throw error;
  }
};

/** Resolves when `work` is done, or is not waited for any longer: what it leaves undone is taken up at the next start. */
const atMost = async (ms: number, work: Promise<void>): Promise<void> => {
  const done = new AbortController();
  const tooLong = clock.sleep(ms, done.signal).catch(() => undefined);
  await Promise.race([work, tooLong]).finally(() => done.abort());
};
