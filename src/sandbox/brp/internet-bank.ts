import * as z from 'zod';
import { read, refuse } from '../plain.ts';
import type { Book } from './book.ts';
import type { Calendar } from './calendar.ts';
import type { Consent } from './records.ts';
import { send } from './register.ts';

/** With an account at this bank; or not now. */
const Decision = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('give'),
    clearingnumber: z.string().regex(/^\d{4,5}$/),
    accountnumber: z.string().regex(/^\d{1,12}$/),
  }),
  z.strictObject({ action: z.literal('not_now') }),
]);

/**
 * The pretend internet bank: what e-consents wait for a person, and what they do about them.
 *
 * `GET /sandbox/internet-bank/people`; `GET /sandbox/internet-bank/consents?person=5`, without it those of everybody;
 * `POST /sandbox/internet-bank/consents/{id}` with `{"action":"give","clearingnumber":…,"accountnumber":…}` or
 * `{"action":"not_now"}`; `GET` and `POST /sandbox/internet-bank/clock`. No answer holds anybody's personal number.
 */
export const createInternetBank = (book: Book, calendar: Calendar) => {
  const stateOf = ({ active, emedgivande, underWay }: Consent): string => {
    if (active) return 'active';
    if (emedgivande !== 'given') return emedgivande ?? 'none';
    return underWay === null ? 'ended' : 'given';
  };

  const view = (consent: Consent) => ({
    id: consent.id,
    person: consent.personid,
    company: consent.companyname,
    created: consent.created,
    status: stateOf(consent),
  });

  const list = (person: string | null): Response => {
    const theirs = book
      .all('consent')
      .filter(({ emedgivande }) => emedgivande !== null)
      .filter(({ personid }) => person === null || personid === person);
    return Response.json(theirs.toReversed().map(view));
  };

  const people = (): Response => Response.json(book.all('person').map(({ id, name }) => ({ id, name })));

  const decide = async (request: Request, id: string): Promise<Response> => {
    const body = await read(request, Decision);
    if (body === null) return refuse(400, 'action_unknown', 'give, with an account, or not_now');
    const consent = book.get('consent', id);
    if (consent === undefined || consent.emedgivande === null) {
      return refuse(404, 'not_found', 'No such consent waits in the internet bank');
    }
    if (consent.emedgivande === 'given') return refuse(409, 'not_waiting', 'It has been given');
    const { action, ...account } = body;
    const decided: Consent =
      action === 'give'
        ? send({ ...consent, ...account, emedgivande: 'given' }, 'emedgivande')
        : { ...consent, emedgivande: 'put_off' };
    book.put(decided);
    await book.stored();
    return Response.json(view(decided));
  };

  /** `path`: below the internet bank. */
  return async (request: Request, path: string): Promise<Response> => {
    const { method } = request;
    const [, id] = /^\/consents\/(\d+)$/.exec(path) ?? [];
    if (path === '/clock') return calendar.answer(request);
    if (method === 'GET' && path === '/people') return people();
    if (method === 'GET' && path === '/consents')
      return list(new URL(request.url).searchParams.get('person'));
    if (method === 'POST' && id !== undefined) return decide(request, id);
    return refuse(404, 'not_found', 'There is nothing here');
  };
};
