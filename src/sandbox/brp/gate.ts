import type { Clock } from '../given.ts';
import type { CreateError, ReadError, Trouble } from '../trouble.ts';
import type { Book } from './book.ts';
import { invalid, isFault, isMethod, type Method, type Parameters, readParameters } from './parameters.ts';
import type { Consent } from './records.ts';
import { answerFault, answerList, type Fault, type Format } from './wire.ts';

/** How long an answer that never comes is held, in milliseconds, so that nothing is held for ever. */
const never = 600_000;

/** A key of level 3: it may act for every person. */
export interface SystemKey {
  readonly apikey: string;
  /** With HTTP Basic. */
  readonly user: string;
  readonly password: string;
}

export interface GateSettings {
  readonly key: SystemKey;
  readonly handles: Readonly<Record<Method, (asked: Parameters) => readonly Consent[] | Fault>>;
  readonly book: Book;
  readonly trouble: () => Trouble;
  readonly clock: Clock;
  readonly life: AbortSignal;
}

const notFound: Fault = { status: 404, code: 1004, message: 'Not found' };
const notAllowed: Fault = { status: 405, code: 1005, message: 'Method not allowed' };
const badKey: Fault = { status: 401, code: 1100, message: 'Invalid API key' };
const badLogin: Fault = { status: 401, code: 1101, message: 'Login failed' };
const broken: Fault = { status: 500, code: 1500, message: 'Internal error' };
const busy: Fault = { status: 503, code: 1503, message: 'Service unavailable', retryAfter: 2 };
const throttled: Fault = { status: 429, code: 1429, message: 'Too many requests', retryAfter: 2 };

/** UTF-8 in Base64 (RFC 7617). */
const basicOf = ({ user, password }: SystemKey): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)))}`;

const strikesBefore = (fault: CreateError): boolean => fault === 'before' || fault === 'throttled';

/** Before the register: path, key and log-on, parameters, and what was made to go wrong. */
export const createGate = (settings: GateSettings) => {
  const { key, handles, book, trouble, clock, life } = settings;

  const faulty = async (
    format: Format,
    fault: CreateError | ReadError,
    signal: AbortSignal,
  ): Promise<Response> => {
    switch (fault) {
      case 'before':
      case 'after':
        return answerFault(format, broken);
      case 'unavailable':
        return answerFault(format, busy);
      case 'throttled':
        return answerFault(format, throttled);
      case 'garbled':
        return new Response('<!doctype html><title>Underhåll</title>', {
          headers: { 'content-type': 'text/html;charset=UTF-8' },
        });
      case 'timeout':
        await clock.sleep(never, signal).catch(() => {});
        return answerFault(format, busy);
    }
  };

  /** What is asked, if it may be. */
  const admit = async (
    request: Request,
  ): Promise<{ readonly method: Method; readonly asked: Parameters } | Fault> => {
    const { method } = request;
    if (!isMethod(method)) return notAllowed;
    const query = new URL(request.url).searchParams;
    if (query.get('apikey') !== key.apikey) return badKey;
    if (request.headers.get('authorization') !== basicOf(key)) return badLogin;
    if ((await request.arrayBuffer()).byteLength > 0) return invalid('body');
    const asked = readParameters(method, query);
    return isFault(asked) ? asked : { method, asked };
  };

  const answer = async (request: Request, format: Format, signal: AbortSignal): Promise<Response> => {
    const { createError, readError, errorsWithOk } = trouble();
    const refuse = (fault: Fault): Response => answerFault(format, fault, errorsWithOk);
    const admitted = await admit(request);
    if (isFault(admitted)) return refuse(admitted);
    const { method, asked } = admitted;
    if (method === 'GET' && readError !== null) return faulty(format, readError, signal);
    const strikes = method === 'GET' ? null : createError;
    if (strikes !== null && strikesBefore(strikes)) return faulty(format, strikes, signal);
    const done = handles[method](asked);
    if (strikes !== null) return faulty(format, strikes, signal);
    return isFault(done) ? refuse(done) : answerList(format, done);
  };

  /** `path`: below the API's base. */
  return async (request: Request, path: string): Promise<Response> => {
    const signal = AbortSignal.any([request.signal, life]);
    const [, format] = /^\/autogiromedgivanden\.(xml|json)$/.exec(path) ?? [];
    const response =
      format === 'xml' || format === 'json'
        ? await answer(request, format, signal)
        : answerFault('xml', notFound, trouble().errorsWithOk);
    await book.stored();
    const { latencyMs } = trouble();
    if (latencyMs > 0) await clock.sleep(latencyMs, signal).catch(() => {});
    return response;
  };
};
