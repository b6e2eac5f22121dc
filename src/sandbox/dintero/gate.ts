import type { Clock } from '../given.ts';
import type { Trouble } from '../trouble.ts';
import type { Book } from './book.ts';
import type { Handle } from './call.ts';
import { refuse } from './envelope.ts';
import { faultyAnswer, strikesBefore } from './faults.ts';
import type { Claims, Tokens } from './jwt.ts';
import { findOperation, type Operation, type OperationName, type Params } from './operations.ts';

/** Bytes. */
const bodyLimit = 256 * 1024;

export interface GateSettings {
  readonly handles: Readonly<Record<OperationName, Handle>>;
  readonly tokens: Tokens;
  readonly book: Book;
  readonly trouble: () => Trouble;
  readonly clock: Clock;
  readonly life: AbortSignal;
}

const patterns: Readonly<Record<string, RegExp>> = {
  oid: /^[PT](?=(?:.{3}|.{8})$)[0-9]*$/,
  aid: /^[PT]\d{8}$/,
};

/** Undefined for what is not there, and for what is no JSON. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const unauthorized = (): Response =>
  refuse(401, 'unauthorized', 'Access forbidden, invalid JWT token was used');
const forbidden = (): Response => refuse(403, 'forbidden', 'Forbidden');
const badRequest = (field: string): Response =>
  refuse(400, 'invalid_field', 'Bad / invalid request', { errors: [{ field }] });

/** Whether a token opens this: by what it is for, whose it is, and its scopes. Null: it does. */
const isRefused = (operation: Operation, params: Params, token: Claims | null): Response | null => {
  const { scopes } = operation;
  // the token endpoint tells callers apart itself
  if (scopes === 'client') return null;
  if (token === null) return unauthorized();
  if (scopes === 'user') return token.use === 'user' ? null : forbidden();
  const account = params.oid ?? params.aid;
  const isFor = token.use === 'client' && token.account === account;
  return isFor && scopes.some((scope) => token.scope.includes(scope)) ? null : forbidden();
};

/** Before the operations: what may be asked here, by whom, and in which form; nothing leaves before it is stored. */
export const createGate = (settings: GateSettings) => {
  const { handles, tokens, book, clock, life, trouble } = settings;

  const admit = async (request: Request, path: string): Promise<(() => Promise<Response>) | Response> => {
    const found = findOperation(request.method, path);
    if (found === null) return refuse(403, 'not_here', 'This stand-in does not answer that operation');
    const { operation, name, params } = found;
    const bad = Object.entries(params).find(([key, value]) => patterns[key]?.test(value) === false);
    if (bad !== undefined) return badRequest(bad[0]);
    const text = await request.text();
    if (text.length > bodyLimit) return refuse(413, 'too_large', 'The body is too large');
    const type = request.headers.get('content-type') ?? '';
    if (text !== '' && !/^application\/json\b/i.test(type)) return badRequest('content-type');
    const authorization = request.headers.get('authorization');
    const [, bearer = ''] = /^Bearer (.+)$/.exec(authorization ?? '') ?? [];
    const token = bearer === '' ? null : await tokens.read(bearer);
    if (bearer !== '' && token === null) return unauthorized();
    const refused = isRefused(operation, params, token);
    if (refused !== null) return refused;
    const query = new URL(request.url).searchParams;
    const stray = [...query.keys()].find((key) => operation.query?.includes(key) !== true);
    if (stray !== undefined) return badRequest(stray);
    const call = { params, query, json: parse(text), token, authorization };
    return async () => handles[name](call);
  };

  /** What was made to go wrong: with writes before or after their effect, with all else instead of an answer. */
  const answer = async (request: Request, path: string, signal: AbortSignal): Promise<Response> => {
    const work = await admit(request, path);
    if (work instanceof Response) return work;
    const { createError, readError } = trouble();
    const isWrite = request.method !== 'GET' && !path.includes('/auth/');
    if (!isWrite) return readError === null ? work() : faultyAnswer(readError, clock, signal);
    if (createError === null) return work();
    if (!strikesBefore(createError)) await work();
    return faultyAnswer(createError, clock, signal);
  };

  /** `path`: below the API's base. */
  return async (request: Request, path: string): Promise<Response> => {
    const signal = AbortSignal.any([request.signal, life]);
    const response = await answer(request, path, signal);
    await book.stored();
    const { latencyMs } = trouble();
    if (latencyMs > 0) await clock.sleep(latencyMs, signal).catch(() => {});
    return response;
  };
};
