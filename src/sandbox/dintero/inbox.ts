import type { Book } from './book.ts';
import { iso } from './call.ts';
import { notFound } from './envelope.ts';
import { isSame } from './people.ts';

/** As many as the inbox shows, newest first. */
const shown = 100;

/**
 * The pretend inbox: every code and link that anybody was sent.
 *
 * `GET /sandbox/inbox`, of one person with `?to=`; `DELETE /sandbox/inbox` and `DELETE /sandbox/inbox/{id}`.
 */
export const createInbox =
  (book: Book) =>
  async (request: Request, id: string): Promise<Response> => {
    const all = book.all('mail');
    if (request.method === 'DELETE') {
      for (const mail of all) if (id === '' || mail.id === id) book.remove('mail', mail.id);
      await book.stored();
      return new Response(null, { status: 204 });
    }
    if (request.method !== 'GET' || id !== '') return notFound();
    const to = new URL(request.url).searchParams.get('to');
    const theirs = to === null ? all : all.filter((mail) => isSame(mail.to, to));
    const items = theirs.slice(-shown).reverse();
    return Response.json(items.map(({ kind: _, at, ...mail }) => ({ ...mail, at: iso(at) })));
  };
