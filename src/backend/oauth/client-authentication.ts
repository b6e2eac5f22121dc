import type { ClientConfig } from '../config.ts';
import type { RateLimit } from '../edge/rate-limit.ts';
import type { Clients } from './clients.ts';
import type { Form } from './form.ts';
import { OAuthRefusal } from './refusal.ts';
import { secretMatches } from './secret.ts';

/** Proves who asks, from the `Authorization` header (`client_secret_basic`). Throws `invalid_client`. */
export type AuthenticateClient = (
  header: string | undefined,
  form: Form,
  address: string,
) => Promise<ClientConfig>;

/** Stands in for the hashes of a client that does not exist: no secret has it. */
const nobody = [`sha256:${'A'.repeat(43)}`];

/** No client's id is longer; what is guessed is kept in memory, and must not fill it. */
const longestId = 64;

/**
 * `failures` slows down whoever guesses secrets, per client id guessed and address. An unknown client id costs the
 * same work as a known one, so that the time taken does not tell which ids exist.
 */
export const createClientAuthentication =
  (clients: Clients, failures: RateLimit): AuthenticateClient =>
  async (header, form, address) => {
    const { id, secret } = readCredentials(header);
    const guess = `${id.slice(0, longestId)}\n${address}`;
    failures.check(guess);

    const client = clients.find(id);
    const matches = await secretMatches(secret, client?.secretHashes ?? nobody);
    if (client === undefined || !matches) {
      failures.take(guess);
      throw new OAuthRefusal('invalid_client', 'unknown client, or wrong secret');
    }
    // RFC 6749 §2.3: one way of authenticating per request.
    if (form.has('client_secret') || (form.get('client_id') ?? id) !== id) {
      throw new OAuthRefusal('invalid_request', 'credentials belong in the Authorization header only');
    }
    return client;
  };

/** RFC 6749 §2.3.1: id and secret are form-encoded before they are joined and base64-encoded. */
const readCredentials = (header: string | undefined): { readonly id: string; readonly secret: string } => {
  const encoded = /^Basic +([A-Za-z0-9+/]+=*) *$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) {
    throw new OAuthRefusal('invalid_client', 'send client id and secret by HTTP Basic authentication');
  }
  try {
    const bytes = Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
    const joined = new TextDecoder().decode(bytes);
    const colon = joined.indexOf(':');
    if (colon === -1) throw new TypeError('no colon');
    return { id: formDecode(joined.slice(0, colon)), secret: formDecode(joined.slice(colon + 1)) };
  } catch {
    throw new OAuthRefusal('invalid_client', 'the Authorization header cannot be read');
  }
};

const formDecode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
