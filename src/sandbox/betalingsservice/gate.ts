import type { Clock } from '../given.ts';
import type { Identified, Received } from '../oauth1.ts';
import type { Trouble } from '../trouble.ts';
import type { ApiCall } from './api-call.ts';
import type { Book } from './book.ts';
import { refuse } from './envelope.ts';

/** Bytes. */
const bodyLimit = 64 * 1024;

export interface GateSettings {
  /** Of the API, as consumers call it: signatures are over this address, whatever stands in between. */
  readonly baseUrl: string;
  readonly identify: (request: Received) => Promise<Identified>;
  readonly api: (call: ApiCall) => Promise<Response>;
  readonly book: Book;
  readonly trouble: () => Trouble;
  readonly clock: Clock;
  readonly life: AbortSignal;
}

const parse = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
};

/** The vendor's gateway before the API: size, signature and content type; nothing leaves before it is stored. */
export const createGate = (settings: GateSettings) => {
  const { baseUrl, clock } = settings;

  const admit = async (request: Request, path: string, signal: AbortSignal): Promise<Response> => {
    const body = new Uint8Array(await request.arrayBuffer());
    if (body.length > bodyLimit) return refuse(413, 'BODY_TOO_LARGE', 'The body is too large');
    const who = await settings.identify({
      method: request.method,
      url: baseUrl + path + new URL(request.url).search,
      authorization: request.headers.get('authorization'),
      body,
    });
    if ('refused' in who) {
      return refuse(401, 'AUTHENTICATION_FAILED', 'Who calls is not known', { details: who.refused });
    }
    const type = request.headers.get('content-type') ?? '';
    if (body.length > 0 && !/^application\/json\b/i.test(type)) {
      return refuse(415, 'CONTENT_TYPE_UNSUPPORTED', 'application/json is expected');
    }
    const { method } = request;
    return settings.api({ method, path, json: parse(body), consumerKey: who.consumerKey, signal });
  };

  /** `path`: below the API's base. */
  return async (request: Request, path: string): Promise<Response> => {
    const signal = AbortSignal.any([request.signal, settings.life]);
    const answer = await admit(request, path, signal);
    await settings.book.stored();
    const { latencyMs } = settings.trouble();
    if (latencyMs > 0) await clock.sleep(latencyMs, signal).catch(() => {});
    return answer;
  };
};
