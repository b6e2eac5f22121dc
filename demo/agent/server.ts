import { Hono } from 'hono';
import { SignJWT } from 'jose';
import * as z from 'zod';

export interface CallCentreOptions {
  readonly handslag: { readonly url: string; readonly clientId: string; readonly clientSecret: string };
  /** Signs for our agents; Handslag knows its public half. */
  readonly key: CryptoKey;
}

/** Who may sit at the desk. A real call centre asks for a login here; this one lets everybody choose who they are. */
const agents = ['anna', 'bo'] as const;

const Asked = z.object({ agent: z.enum(agents) });
const Token = z.object({ access_token: z.string() });

/** What an agent may ask of callers: Danish kroner, up to 5,000.00, and mandates in our debtor group. */
const desk = {
  type: 'collection_desk',
  provider: 'betalingsservice',
  desk: 'fjordfone',
  surface: 'agent',
  currency: 'DKK',
  maxAmount: 500_000,
  debtorGroups: ['00001'],
};

const debtorCheck = {
  type: 'debtor_check',
  provider: 'betalingsservice',
  surface: 'agent',
  reference: 'desk',
};

const accessToken = 'urn:ietf:params:oauth:token-type:access_token';

/**
 * The part of Fjordfone's call centre that runs on its server: `POST token {agent}` gives an agent's screen a token for
 * the desk. Two calls to Handslag: a server token, and its exchange (RFC 8693) for one that names the agent, by a
 * pseudonym, and may do what the desk may.
 */
export const createCallCentre = ({ handslag, key }: CallCentreOptions): Hono => {
  const credentials = btoa(
    `${encodeURIComponent(handslag.clientId)}:${encodeURIComponent(handslag.clientSecret)}`,
  );

  const askToken = async (form: Record<string, string>): Promise<string> => {
    const answer = await fetch(`${handslag.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams(form),
    });
    return Token.parse(await answer.json()).access_token;
  };

  const actorToken = (agent: string): Promise<string> =>
    new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: 'agents' })
      .setSubject(agent)
      .setAudience(handslag.url)
      .setExpirationTime('1 minute')
      .sign(key);

  const callCentre = new Hono().basePath('/demo/agent/api');

  callCentre.post('/token', async (c) => {
    const asked = Asked.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.body(null, 400);
    const token = await askToken({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: await askToken({ grant_type: 'client_credentials' }),
      subject_token_type: accessToken,
      actor_token: await actorToken(asked.data.agent),
      actor_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      authorization_details: JSON.stringify([desk, debtorCheck]),
    });
    return c.json({ token });
  });

  return callCentre;
};
