import { Hono } from 'hono';
import * as z from 'zod';

export interface MarketOptions {
  readonly handslag: { readonly url: string; readonly clientId: string; readonly clientSecret: string };
  /** Its sellers, as Handslag knows them. */
  readonly sellers: readonly { readonly id: string; readonly country: 'SE' | 'NO' }[];
}

const Token = z.object({ access_token: z.string() });

/** Of pages. One browser of this demo is one seller in each country; in life there is a login, and the server knows. */
const Asked = z.object({ country: z.enum(['SE', 'NO']), shop: z.string().regex(/^[A-Za-z0-9-]{8,40}$/) });

const Wanted = z.object({
  status: z.enum(['', 'in_progress', 'in_review', 'approved', 'declined', 'closed']).default(''),
  search: z.string().max(100).default(''),
});
const Note = z.looseObject({ id: z.string(), text: z.string().nullable() });
const Notes = z.object({ items: z.array(Note) });
const NewNote = z.object({ text: z.string().trim().min(1).max(1000) });

const accessToken = 'urn:ietf:params:oauth:token-type:access_token';

/**
 * The part of Torvet that runs on its server.
 *
 * | call                                    | does                                                           |
 * | --------------------------------------- | -------------------------------------------------------------- |
 * | `POST token {country, shop}`            | gives a seller's page a token for their own onboarding         |
 * | `POST agent/token {country, shop}`      | gives an agent's page one with which to fill in, never accept  |
 * | `POST staff/token`                      | gives a page of the market's people one for the list of all    |
 * | `GET staff/sellers?status=&search=`     | every seller, and what each is waiting for                     |
 * | `GET` and `POST staff/sellers/{id}/notes` | what the market's people have noted of one                   |
 *
 * In life the last four are behind a login.
 */
export const createMarket = ({ handslag, sellers }: MarketOptions): Hono => {
  const credentials = btoa(
    `${encodeURIComponent(handslag.clientId)}:${encodeURIComponent(handslag.clientSecret)}`,
  );

  const askToken = async (form: Readonly<Record<string, string>>): Promise<string> => {
    const answer = await fetch(`${handslag.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams(form),
    });
    return Token.parse(await answer.json()).access_token;
  };

  const serverToken = (): Promise<string> => askToken({ grant_type: 'client_credentials' });

  /** One bound to that merchant (RFC 8693): it can touch no other. */
  const sellerToken = async ({ country, shop }: z.infer<typeof Asked>, more: object): Promise<string> =>
    askToken({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: await serverToken(),
      subject_token_type: accessToken,
      audience: `${handslag.url}/merchants/${sellers.find((one) => one.country === country)?.id}`,
      authorization_details: JSON.stringify([
        { type: 'merchant_onboarding', provider: 'dintero', reference: `shop-${shop}`, country, ...more },
      ]),
    });

  const callApi = async (path: string, body?: object): Promise<Response> => {
    const authorization = `Bearer ${await serverToken()}`;
    const { status, body: answer } = await fetch(
      `${handslag.url}/v1/merchants${path}`,
      body === undefined
        ? { headers: { authorization } }
        : {
            method: 'POST',
            headers: { authorization, 'content-type': 'application/json' },
            body: JSON.stringify(body),
          },
    );
    return new Response(answer, { status, headers: { 'content-type': 'application/json' } });
  };

  const market = new Hono().basePath('/demo/onboarding/api');

  market.post('/token', async (c) => {
    const asked = Asked.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.body(null, 400);
    return c.json({ token: await sellerToken(asked.data, { surface: 'web' }) });
  });

  market.post('/agent/token', async (c) => {
    const asked = Asked.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.body(null, 400);
    const more = { surface: 'agent', accountManager: 'ingrid@torvet.example' };
    return c.json({ token: await sellerToken(asked.data, more) });
  });

  market.post('/staff/token', async (c) => {
    const detail = { type: 'merchant_onboarding', provider: 'dintero', surface: 'agent', view: 'list' };
    const authorization_details = JSON.stringify([{ ...detail, reference: 'sellers', country: 'SE' }]);
    return c.json({ token: await askToken({ grant_type: 'client_credentials', authorization_details }) });
  });

  market.get('/staff/sellers', async (c) => {
    const wanted = Wanted.safeParse(c.req.query());
    if (!wanted.success) return c.body(null, 400);
    const query = new URLSearchParams(Object.entries(wanted.data).filter(([, value]) => value !== ''));
    return callApi(`?${query}`);
  });

  /** Dintero lists when somebody noted something, and not what: the market keeps the words. */
  const words = new Map<string, string>();
  const notes = '/staff/sellers/:id/notes';
  const notesOf = (id: string): string => `/${encodeURIComponent(id)}/notes`;

  market.get(notes, async (c) => {
    const answer = await callApi(notesOf(c.req.param('id')));
    if (!answer.ok) return answer;
    const { items } = Notes.parse(await answer.json());
    return c.json({ items: items.map((one) => ({ ...one, text: words.get(one.id) ?? one.text })) });
  });

  market.post(notes, async (c) => {
    const asked = NewNote.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.body(null, 400);
    const answer = await callApi(notesOf(c.req.param('id')), asked.data);
    if (!answer.ok) return answer;
    const note = Note.parse(await answer.json());
    words.set(note.id, asked.data.text);
    return c.json(note, 201);
  });

  return market;
};
