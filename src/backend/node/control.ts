import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Log } from '../../providers/given.ts';
import type { Operator } from '../app.ts';
import { CannotStart } from './cannot-start.ts';
import { type Served, serve } from './serve.ts';

/**
 * What an operator wants changed is asked of the running service, at a Unix socket in its data folder. One process
 * writes the store, and it must know what changed; and who may enter that folder is said by its permissions, so no
 * secret is needed.
 */
const socketIn = (folder: string): string => join(folder, 'control.sock');

/** Bytes that the path of a Unix socket may have on every system. */
const longestPath = 103;

/** To be called by whoever holds the store: a socket that is there already was left by a process that is dead. */
export const serveControl = async (folder: string, operator: Operator, log: Log): Promise<Served> => {
  const path = socketIn(folder);
  if (Buffer.byteLength(path) > longestPath) {
    throw new CannotStart(`The path of the data folder is too long for a socket in it: ${folder}`);
  }
  await rm(path, { force: true });
  return serve((asked) => answer(asked, operator), { path }, log);
};

const answer = async (asked: Request, operator: Operator): Promise<Response> => {
  const [, order, id = ''] = new URL(asked.url).pathname.split('/');
  if (asked.method !== 'POST') return new Response(null, { status: 405 });
  if (order === 'rotate-keys') return Response.json(await operator.rotateKeys());
  if (order !== 'resend') return new Response(null, { status: 404 });
  const delivery = await operator.resendWebhook(decodeURIComponent(id));
  return delivery === undefined ? new Response(null, { status: 404 }) : Response.json(delivery);
};

/** Undefined: the service knows no such thing. Throws `CannotStart` if no service runs here. */
export const askService = (folder: string, order: string, id = ''): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const path = `/${order}/${encodeURIComponent(id)}`;
    const asked = request({ socketPath: socketIn(folder), method: 'POST', path }, async (answered) => {
      const text = (await answered.toArray()).join('');
      if (answered.statusCode === 200) resolve(JSON.parse(text));
      else if (answered.statusCode === 404) resolve(undefined);
      else reject(new CannotStart(`The service could not do it (${answered.statusCode}): see its log.`));
    });
    asked.on('error', (error: NodeJS.ErrnoException) => reject(cannotAsk(error, folder)));
    asked.end();
  });

const cannotAsk = (error: NodeJS.ErrnoException, folder: string): Error => {
  if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') {
    return new CannotStart(`No service runs on the data in ${folder}: start it first.`);
  }
  if (error.code === 'EACCES') return new CannotStart(`This account may not enter ${folder}.`);
  return error;
};
