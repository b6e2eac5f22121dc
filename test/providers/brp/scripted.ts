import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrpSettings, createBrp } from '../../../src/providers/brp/brp.ts';
import { ProviderError, type ProviderFailure } from '../../../src/providers/error.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { KeptLog } from '../../support/log.ts';

export const forever = new AbortController().signal;
export const timeoutMs = 10_000;
/** `APIURL` of the published request lines. */
export const baseUrl = 'https://gym.brpsystems.example/brponline/api/ver2';
export const apiKey = '338934897438';

export const seedFile = (name: string): Promise<string> =>
  readFile(join(import.meta.dirname, 'seed', name), 'utf8');

/** What may stand in a request and nowhere else. */
export const secrets = [apiKey, 'pässword', '555555', '197012071234', '4444444', 'personid'];

export interface Asked {
  readonly line: string;
  readonly authorization: string | null;
  readonly body: string;
}

type Script = (request: Request) => Response | Promise<Response>;

/** The room on a line of which every answer is written here. */
export const openScripted = (script: Script, settings: Partial<BrpSettings> = {}) => {
  const clock = new FakeClock();
  const log = new KeptLog();
  const asked: Asked[] = [];
  const given = {
    clock,
    log,
    async fetch(request: Request) {
      asked.push({
        line: `${request.method}: ${request.url.replace(baseUrl, 'APIURL')}`,
        authorization: request.headers.get('authorization'),
        body: await request.clone().text(),
      });
      return script(request);
    },
  };
  const brp = createBrp(given, {
    baseUrl,
    apiKey,
    user: 'handslag@gym.example',
    password: 'pässword',
    timeoutMs,
    ...settings,
  });
  return { brp, clock, log, asked, lines: () => asked.map(({ line }) => line) };
};

/** The error of a call that must fail. It holds nothing that only a request may hold. */
export const failure = async (call: Promise<unknown>, of: ProviderFailure): Promise<ProviderError> => {
  const error = await call.then(
    () => assert.fail('it was answered'),
    (cause: unknown) => cause,
  );
  assert(error instanceof ProviderError, String(error));
  assert.equal(error.failure, of, error.message);
  const said = `${error.message} ${error.stack} ${error.cause}`;
  for (const secret of secrets) assert(!said.includes(secret), `the error holds ${secret}`);
  return error;
};

export const xml = (text: string, type = 'text/xml;charset=UTF-8'): Response =>
  new Response(text, { headers: { 'content-type': type } });

/** The published document with some of its texts changed. */
export const documentWith = async (changes: Readonly<Record<string, string>>): Promise<string> =>
  Object.entries(changes).reduce(
    (text, [tag, value]) => text.replace(new RegExp(`<${tag}>[^<]*</${tag}>`), `<${tag}>${value}</${tag}>`),
    await seedFile('list.xml'),
  );

/** What the published request lines ask for. */
export const published = {
  read: { id: '1', personId: '2' },
  create: {
    personId: '2',
    companyId: '1',
    account: { clearing: '1111', account: '555555' },
    action: 'add',
  },
  account: { clearing: '1111', account: '555555' },
} as const;
