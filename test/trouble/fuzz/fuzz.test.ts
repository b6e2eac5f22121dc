import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { TokenRefusal } from '../../../src/protocol/oauth.ts';
import { Problem } from '../../../src/protocol/problem.ts';
import { problems } from '../../../src/protocol/words.ts';
import { brp } from '../../support/eft-rig.ts';
import { startService } from '../real/service.ts';
import { runs } from '../runs.ts';
import { badRequests } from './requests.ts';
import { actorKey, askTokens } from './tokens.ts';
import { type Answered, openWire, type Sent, sendBytes } from './wire.ts';

const plenty = 1_000_000;
let measured = Promise.withResolvers<number>();
const service = await startService({
  bankUrl: 'http://127.0.0.1:9',
  clientConfig: { origins: ['https://shop.example'], actorKeys: [actorKey] },
  env: () => ({ BRP_SECRET: 'a-secret' }),
  alsoMerchant: { brp },
  alsoProviders: {
    brp: {
      baseUrl: 'http://127.0.0.1:9',
      apiKey: { env: 'BRP_SECRET' },
      user: 'handslag',
      password: { env: 'BRP_SECRET' },
    },
  },
  config: {
    logLevel: 'error',
    rateLimits: { tokensPerClient: plenty, requestsPerSession: plenty, requestsPerClient: plenty },
  },
  nodeArgs: ['--expose-gc', '--import', new URL('measured.ts', import.meta.url).href],
  hear: (bytes) => measured.resolve(Number(bytes)),
});
after(() => service.stop());

const untilReady = async (): Promise<void> => {
  const isReady = () =>
    fetch(`${service.url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady()));
};
await untilReady();

/** Bytes that the service uses when it has cleaned up. */
const measure = (): Promise<number> => {
  measured = Promise.withResolvers();
  service.say('measure');
  return measured.promise;
};

const store = new DatabaseSync(join(service.dataFolder, 'store.sqlite'), { readOnly: true });
after(() => store.close());
const counter = store.prepare('SELECT sequence FROM counter');
/** How often anything has ever been stored. */
const writes = (): unknown => counter.get()?.sequence;

/** Good for minutes only, so asked for anew from time to time. */
let tokens = await askTokens(service);
const wire = openWire(service.url);
after(() => wire.close());

/** With good tokens where they are to be good. */
const fill = (sent: Sent): Sent => {
  const put = (text: string): string =>
    text.replaceAll(
      /\{(server|session|check|desk|consents)\}/g,
      (_, who: keyof typeof tokens) => tokens[who],
    );
  return {
    ...sent,
    headers: sent.headers.map(([name, value]) => [name, put(value)]),
    body: sent.body.includes('%7Bserver%7D')
      ? Buffer.from(sent.body.toString().replaceAll('%7Bserver%7D', tokens.server))
      : sent.body,
  };
};

/** The code of the problem; where tokens are asked for, of RFC 6749. */
const codeOf = ({ path }: Sent, { type, body, status }: Answered): string => {
  const json: unknown = JSON.parse(body || assert.fail(`${status} without a body`));
  const refusal = TokenRefusal.safeParse(json);
  if (path.startsWith('/oauth/') && refusal.success) return refusal.data.error;
  assert.equal(type, 'application/problem+json');
  const problem = Problem.parse(json);
  assert.equal(problem.status, status);
  assert.equal(problems[problem.code][0], status);
  return problem.code;
};

/** Whatever else is found, these must be, or it is not deep that was looked. */
const expected = [
  ...['body_not_json', 'body_invalid', 'query_invalid', 'header_invalid', 'idempotency_key_missing'],
  ...['debtor_invalid', 'token_missing', 'token_invalid', 'token_insufficient', 'origin_not_allowed'],
  ...['callback_signature_invalid', 'not_found', 'method_not_allowed', 'body_too_large'],
  ...['content_type_unsupported', 'invalid_request', 'invalid_client', 'unsupported_grant_type'],
  ...['invalid_scope', 'invalid_target', 'invalid_authorization_details'],
];

test('whatever is wrong with a request, it is a problem with a known code, and nothing is stored of it', async () => {
  const all = Object.values(badRequests).flat();
  const count = runs('bad requests', 3000, 100_000);
  const codes = new Map<string, number>();
  let written = writes();
  const ask = async (sent: Sent): Promise<void> => {
    const answer = await wire.send(fill(sent));
    assert(answer.status >= 400 && answer.status < 500, `${answer.status} ${answer.body}`);
    const code = codeOf(sent, answer);
    assert.equal(writes(), written, 'something was stored');
    codes.set(code, (codes.get(code) ?? 0) + 1);
  };
  const run = (numRuns: number) => fc.assert(fc.asyncProperty(fc.oneof(...all), ask), { numRuns });

  // All that is loaded and filled when it is first needed.
  await run(Math.ceil(count / 3));
  const before = await measure();
  for (let left = Math.floor((count * 2) / 3); left > 0; left -= 5000) {
    tokens = await askTokens(service);
    written = writes();
    await run(Math.min(left, 5000));
  }
  const grown = (await measure()) - before;
  console.log(
    `${Math.round(grown / 1024)} kB more in use; ${[...codes].map((pair) => pair.join(' ')).join(', ')}`,
  );
  assert.deepEqual(
    expected.filter((code) => !codes.has(code)),
    [],
  );
  assert(grown < 8 * 1024 * 1024, `${grown} bytes more in use`);
});

const end = '\r\n\r\n';
const notHttp: readonly (readonly [what: string, bytes: string])[] = [
  ['noise', '\u0016\u0003\u0001'],
  ['no host', `GET /healthz HTTP/1.1${end}`],
  ['a host that is none', `GET /healthz HTTP/1.1\r\nHost: a b${end}`],
  ['a method that nobody knows', `BREW /healthz HTTP/1.1\r\nHost: a${end}`],
  ['a path with a backslash', `GET /\\healthz HTTP/1.1\r\nHost: a${end}`],
  ['a path in another encoding', `GET /h\u00e9 HTTP/1.1\r\nHost: a${end}`],
  ['two lengths', `POST /oauth/token HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2${end}ab`],
  [
    'a length and chunks',
    `POST /oauth/token HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked${end}0${end}`,
  ],
  ['chunks of no size', `POST /oauth/token HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked${end}x${end}`],
  ['a header without end', `GET /healthz HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}${end}`],
];

for (const [what, bytes] of notHttp) {
  test(`what is not HTTP (${what}) is refused before anybody reads it`, async () => {
    const written = writes();
    assert.match(await sendBytes(service.url, bytes), /^HTTP\/1\.1 4(?:00|31) /);
    assert.equal(writes(), written);
  });
}

test('after all that, the same process goes on, and found nothing worth a line', async () => {
  assert.equal((await fetch(`${service.url}/readyz`)).status, 200);
  assert.equal(service.starts, 1);
  assert.equal(service.log(), '');
});
