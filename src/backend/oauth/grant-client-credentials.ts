import type { Clients } from './clients.ts';
import type { GrantType } from './grant.ts';
import { OAuthRefusal } from './refusal.ts';
import type { IssueSessionToken } from './session-tokens.ts';
import type { Tokens } from './tokens.ts';

/** RFC 6749 §4.4: a server token; with `authorization_details` (RFC 9396 §6) a session token. */
export const createClientCredentials =
  (clients: Clients, tokens: Tokens, issueSessionToken: IssueSessionToken): GrantType =>
  async (client, form) => {
    const details = form.get('authorization_details');
    if (details !== undefined) {
      const merchant = clients.merchantOf(client);
      if (merchant === undefined) throw new OAuthRefusal('unauthorized_client', 'the client has no merchant');
      return issueSessionToken({ client, merchant, details });
    }
    const { token, expiresIn } = await tokens.mint({ client, merchant: null, session: null, actor: null });
    return { access_token: token, token_type: 'Bearer', expires_in: expiresIn };
  };
