import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newFolder } from '../support/folder.ts';

/** `docs/shop.mjs` as a process of its own. */
export interface OwnShop {
  readonly url: string;
  read(url: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts it as it stands, but for two addresses: where Handslag is, and its own port. */
export const startShop = async (source: string, backend: string, port: number): Promise<OwnShop> => {
  const file = join(await newFolder(), 'shop.mjs');
  await writeFile(file, source.replaceAll('http://127.0.0.1:4173', backend).replaceAll('3000', String(port)));
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  const [url] = /http:\S+/.exec(String(said)) ?? [];
  if (url === undefined) throw new Error(`the shop did not start: ${said}`);
  return {
    url,
    read: async (address) => (await fetch(address)).text(),
    async stop() {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
};
