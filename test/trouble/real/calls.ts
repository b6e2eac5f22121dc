import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { client } from './service.ts';

/** Milliseconds after which somebody whom the service did not answer asks again. */
const pause = 20;

/** Where the service is, and until when anybody calls it. */
export interface Place {
  readonly url: string;
  readonly over: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** A call whose answer a crash may take away. It is made again, just as it was, until there is one. */
export const insist = async ({ url, over }: Place, path: string, init: RequestInit): Promise<Answer> => {
  for (;;) {
    over.throwIfAborted();
    try {
      const { status, body } = await ask(url + path, init);
      if (status < 500 && codeIn(body) !== 'request_in_progress') return { status, body };
    } catch {
      // Cut off, or nobody is there.
    }
    await sleep(pause);
  }
};

const ask = async (url: string, init: RequestInit): Promise<Answer> => {
  const response = await fetch(url, init);
  return { status: response.status, body: await response.text() };
};

export const codeIn = (body: string): unknown => (body === '' ? undefined : JSON.parse(body).code);

/** A token for client `shop`. */
export const askToken = async (place: Place, form: Readonly<Record<string, string>>): Promise<string> => {
  const answer = await insist(place, '/oauth/token', {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client.id}:${encodeURIComponent(client.secret)}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...form }),
  });
  assert.equal(answer.status, 200, answer.body);
  return JSON.parse(answer.body).access_token;
};
