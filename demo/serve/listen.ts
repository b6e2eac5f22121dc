import { networkInterfaces } from 'node:os';
import { type Handler, type Served, serve } from '../../src/backend/node/serve.ts';
import type { Log } from '../../src/providers/given.ts';

/**
 * Listens on this machine only: the secret is known to all. A browser may take `localhost` for either address, so
 * a chosen port must be ours on both; one that nobody chose is hardly another's on the second.
 */
export const listen = async (handler: Handler, port: number, log: Log): Promise<Served> => {
  const first = await serve(handler, { host: '127.0.0.1', port }, log);
  const hasSix = Object.values(networkInterfaces()).some((all) =>
    all?.some(({ address }) => address === '::1'),
  );
  if (port === 0 || !hasSix) return first;
  try {
    const second = await serve(handler, { host: '::1', port }, log);
    return {
      port,
      stop: async (graceMs) => void (await Promise.all([first.stop(graceMs), second.stop(graceMs)])),
    };
  } catch (error) {
    await first.stop();
    throw error;
  }
};
