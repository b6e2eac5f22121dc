import * as z from 'zod';
import { read, refuse } from '../plain.ts';
import type { Book } from './book.ts';
import type { Calendar } from './calendar.ts';
import { canSend, send } from './register.ts';

/** What the company's staff do in their own program; `silence`: the bank never answers this one. */
const Doing = z.strictObject({ action: z.enum(['send', 'modify', 'delete', 'silence']) });

const PersonChange = z.strictObject({
  complete: z.boolean().optional(),
  name: z.string().min(1).max(80).optional(),
  payernumber: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
});

/**
 * The company's staff, and the bank's calendar.
 *
 * `GET /sandbox/brp/consents`, `POST /sandbox/brp/consents/{id}` with `{"action":"send"}`, `modify`, `delete` or `silence`;
 * `GET /sandbox/brp/persons`, `PUT /sandbox/brp/persons/{id}` with `{"complete":false}`: the record lacks something from
 * then on; `GET` and `POST /sandbox/brp/clock`.
 */
export const createOperator = (book: Book, calendar: Calendar) => {
  const act = async (request: Request, id: string): Promise<Response> => {
    const body = await read(request, Doing);
    if (body === null) return refuse(400, 'action_unknown', 'send, modify, delete or silence');
    const consent = book.get('consent', id);
    if (consent === undefined) return refuse(404, 'not_found', 'No such consent');
    const { action } = body;
    if (action === 'silence') {
      const { underWay } = consent;
      book.put({ ...consent, underWay: underWay && { ...underWay, days: null } });
    } else {
      const what = action === 'send' ? 'add' : action;
      if (!canSend(consent, what))
        return refuse(409, 'not_now', 'Something is under way, or there is nothing to');
      book.put(send(consent, what));
    }
    await book.stored();
    return Response.json(book.get('consent', id));
  };

  /** A person who is not known yet needs a name and a payer number. */
  const write = async (request: Request, id: string): Promise<Response> => {
    const body = await read(request, PersonChange);
    if (body === null) return refuse(400, 'person_invalid', 'complete, name, payernumber');
    const before = book.get('person', id);
    const { name = before?.name, payernumber = before?.payernumber } = body;
    if (name === undefined || payernumber === undefined) return refuse(404, 'not_found', 'No such person');
    const complete = body.complete ?? before?.complete ?? true;
    book.put({ kind: 'person', id, name, payernumber, complete });
    await book.stored();
    return Response.json(book.get('person', id));
  };

  /** `path`: below the provider's own room. */
  return async (request: Request, path: string): Promise<Response> => {
    const { method } = request;
    if (path === '/clock') return calendar.answer(request);
    const [, what, id] = /^\/(consents|persons)(?:\/([1-9]\d{0,17}))?$/.exec(path) ?? [];
    if (method === 'GET' && what === 'consents' && id === undefined)
      return Response.json(book.all('consent'));
    if (method === 'GET' && what === 'persons' && id === undefined) return Response.json(book.all('person'));
    if (method === 'POST' && what === 'consents' && id !== undefined) return act(request, id);
    if (method === 'PUT' && what === 'persons' && id !== undefined) return write(request, id);
    return refuse(404, 'not_found', 'There is nothing here');
  };
};
