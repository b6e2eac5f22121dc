import assert from 'node:assert/strict';
import { createDintero, type DinteroSettings } from '../../../src/providers/dintero/dintero.ts';
import { ProviderError, type ProviderFailure } from '../../../src/providers/error.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { KeptLog } from '../../support/log.ts';

export const forever = new AbortController().signal;
export const secret = 'a-secret-of-the-platform';
export const partner = 'T11200000';
export const merchant = 'T11200001';
export const timeoutMs = 4000;

export interface Asked {
  readonly method: string;
  /** Below `/v1`, with its query. */
  readonly path: string;
  readonly headers: Headers;
  readonly text: string;
}

type Answers = Readonly<Record<string, (asked: Asked) => Response | Promise<Response>>>;

export const refusal = (status: number, code = 'some_code', more: object = {}): Response =>
  Response.json({ error: { code, message: 'a message with a canary 01018012345' }, ...more }, { status });

/** Dintero as its document describes it: tokens good for four hours; what else it answers by method and path, or `*`. */
export const openScripted = (
  answers: Answers = {},
  more: Partial<Omit<DinteroSettings, 'timeoutMs'>> = {},
) => {
  const clock = new FakeClock();
  const log = new KeptLog();
  const asked: Asked[] = [];
  const good = new Set<string>();

  const issue = (seconds = 14_400): Response => {
    const token = `token-${good.size + 1}`;
    good.add(token);
    return Response.json({ access_token: token, token_type: 'Bearer', expires_in: seconds });
  };

  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const path = url.pathname.replace(/^\/v1/, '') + url.search;
    const call: Asked = {
      method: request.method,
      path,
      headers: request.headers,
      text: await request.text(),
    };
    asked.push(call);
    const answer = answers[`${request.method} ${url.pathname.replace(/^\/v1/, '')}`];
    const authorization = request.headers.get('authorization') ?? '';
    const isKnown = authorization.startsWith('Basic ') || good.has(authorization.replace('Bearer ', ''));
    if (!isKnown) return refusal(401);
    if (answer !== undefined) return answer(call);
    if (/\/auth\/(token|exchange_token)$/.test(url.pathname)) return issue();
    return answers['*']?.(call) ?? refusal(404);
  };

  const settings = {
    baseUrl: 'https://dintero.example/v1',
    partnerAccount: partner,
    clientId: 'a client',
    clientSecret: secret,
    timeoutMs,
    ...more,
  } satisfies DinteroSettings;
  return {
    settings,
    given: { fetch, clock, log },
    dintero: createDintero({ fetch, clock, log }, settings),
    clock,
    log,
    asked,
    issue,
    /** The last words of each path that was asked. */
    paths: () => asked.map(({ path }) => path.split('?')[0]?.split('/').at(-1)),
    bodyOf: (at: number): unknown => JSON.parse(asked.at(at)?.text || 'null'),
    /** The provider does not know this token any more; left out: none of them. */
    end(token?: string): void {
      if (token === undefined) good.clear();
      else good.delete(token);
    },
  };
};

/** The error of a call that must fail; it repeats nothing that the provider wrote, and no secret. */
export const failure = async (call: Promise<unknown>, of: ProviderFailure): Promise<ProviderError> => {
  const error = await call.then(
    () => assert.fail('it was answered'),
    (cause: unknown) => cause,
  );
  assert.ok(error instanceof ProviderError, String(error));
  assert.equal(error.failure, of, error.message);
  for (const canary of [secret, 'canary', 'token-', merchant]) {
    assert.ok(!`${error.message} ${error.cause}`.includes(canary), `the error holds ${canary}`);
  }
  return error;
};
