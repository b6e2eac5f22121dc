import { link, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod';
import { CannotStart } from '../cannot-start.ts';
import { codeOf } from '../config/resolve.ts';
import { openDataFolder } from '../data-folder.ts';

/** What is known of the service provider at OP, beside its keys and its secret. */
const Known = z.strictObject({
  businessId: z.string().optional(),
  clientId: z.string().optional(),
  keyId: z.string().optional(),
});
export type Known = z.infer<typeof Known>;

/** The files of a set-up. Those that are secret are for their owner alone. */
export const files = {
  key: 'client.key',
  request: 'client.csr',
  certificate: 'client.crt',
  secret: 'client.secret',
  signingKey: 'signing.key',
  signingRequest: 'signing.csr',
  known: 'setup.json',
} as const;

/** The folder in which a set-up goes on from where it was. Throws `CannotStart` where it cannot be used. */
export const openOpFolder = async (folder: string) => {
  const data = await openDataFolder(folder);
  const path = (name: string): string => resolve(folder, name);
  const writing = async <T>(name: string, write: () => Promise<T>): Promise<T> => {
    try {
      return await write();
    } catch (cause) {
      throw new CannotStart(`${path(name)} cannot be written (${codeOf(cause)}).`, { cause });
    }
  };

  return {
    read: data.read,
    path,
    /** Never over what is there, and never half: a key that is lost cannot be had again. Resolves with what is there. */
    async keep(name: string, text: string): Promise<string> {
      const part = `${path(name)}.${crypto.randomUUID()}`;
      await writing(name, async () => {
        await writeFile(part, text, { flag: 'wx', mode: 0o600, flush: true });
        try {
          await link(part, path(name));
        } catch (error) {
          if (codeOf(error) !== 'EEXIST') throw error;
        } finally {
          await rm(part);
        }
      });
      return (await data.read(name)) ?? text;
    },
    replace: (name: string, text: string): Promise<void> => writing(name, () => data.replace(name, text)),
    async known(): Promise<Known> {
      const text = await data.read(files.known);
      const parsed = Known.safeParse(text === undefined ? {} : parse(text));
      if (!parsed.success) throw new CannotStart(`${path(files.known)} is not what op-setup writes.`);
      return parsed.data;
    },
  };
};
export type OpFolder = Awaited<ReturnType<typeof openOpFolder>>;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
