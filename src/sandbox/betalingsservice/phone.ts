import * as z from 'zod';
import type { Clock } from '../given.ts';
import type { Book } from './book.ts';
import { type Action, act, actions, type CollectionRequest } from './collection-request.ts';

/** As many as the phone shows; older ones are forgotten by it. */
const shown = 50;

/** Seconds for which an unchanged answer is held at most. */
const longestWait = 60;

export interface PhoneSettings {
  readonly book: Book;
  readonly clock: Clock;
  readonly creditorName: (pbsNumber: number) => string;
  readonly pace: number;
  readonly life: AbortSignal;
}

const Body = z.strictObject({ action: z.enum(Object.keys(actions) as [Action, ...Action[]]) });

const refuse = (status: number, error: string, message: string): Response =>
  Response.json({ error, message }, { status });

/**
 * The pretend bank app's own server: what waits for the debtor, and what the debtor does about it. One phone for
 * all debtors, so no answer holds anybody's number.
 */
export const createPhone = ({ book, clock, creditorName, pace, life }: PhoneSettings) => {
  // a tag of an earlier process must not match
  const epoch = clock.now().toString(36);
  let version = 0;
  let bell = new AbortController();
  book.subscribe(() => {
    version += 1;
    bell.abort();
    bell = new AbortController();
  });

  const toItem = (request: CollectionRequest) => ({
    id: request.uuid,
    bindingCode: request.referenceNumber,
    amount: request.amount,
    text: request.text,
    creditor: creditorName(request.pbsNumber),
    mandate: request.mandateStatus !== null,
    status: request.statusCode,
    expiresAt: new Date(request.expiresAt).toISOString(),
    channel: request.channel,
  });

  /** What has reached the phone: not what is still under way to it, nor what never came. */
  const hasArrived = ({ statusCode }: CollectionRequest): boolean =>
    statusCode !== 'RECEIVED' && statusCode !== 'FAILED';

  /** Resolves at the next change, and at the latest after `seconds`, or when nobody waits any more. */
  const changed = (seconds: number, signal: AbortSignal): Promise<void> =>
    clock.sleep(seconds * 1000, AbortSignal.any([signal, life, bell.signal])).catch(() => {});

  /** `GET /sandbox/app/requests`, newest first; with `If-None-Match` and `Prefer: wait=25` held until it changes. */
  const list = async (request: Request): Promise<Response> => {
    const etag = () => `"${epoch}.${version}"`;
    // compared weakly (RFC 9110 §13.1.2): what compresses in between makes a tag weak
    const known = request.headers.get('if-none-match')?.replace(/^W\//, '');
    const [, wait = '0'] = /(?:^|[\s,;])wait=(\d{1,4})/.exec(request.headers.get('prefer') ?? '') ?? [];
    const seconds = Math.min(Number(wait), longestWait);
    if (known === etag() && seconds > 0) await changed(seconds, request.signal);
    const headers = { etag: etag(), 'cache-control': 'no-cache' };
    if (known === etag()) return new Response(null, { status: 304, headers });
    await book.stored();
    const items = book.all().filter(hasArrived).slice(-shown).reverse().map(toItem);
    return Response.json(items, { headers });
  };

  /** `POST /sandbox/app/requests/{id}`. */
  const decide = async (request: Request, id: string): Promise<Response> => {
    const body = Body.safeParse(await request.json().catch(() => undefined));
    if (!body.success) {
      return refuse(400, 'action_unknown', `The action is one of ${Object.keys(actions).join(', ')}`);
    }
    const waiting = book.get(id);
    if (waiting === undefined || !hasArrived(waiting)) {
      return refuse(404, 'not_found', 'No such request has reached the phone');
    }
    const decided = act(waiting, body.data.action, clock.now(), pace);
    if (decided === null) return refuse(409, 'not_waiting', `The request is ${waiting.statusCode}`);
    book.put(decided);
    await book.stored();
    return Response.json(toItem(decided));
  };

  /** `id`: empty for the list. */
  return async (request: Request, id: string): Promise<Response> => {
    book.advance();
    if (request.method === 'GET' && id === '') return list(request);
    if (request.method === 'POST' && id !== '') return decide(request, id);
    return refuse(404, 'not_found', 'There is nothing here');
  };
};
