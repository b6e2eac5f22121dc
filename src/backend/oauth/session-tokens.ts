import type { TokenAnswer } from '../../protocol/oauth.ts';
import type { AuthorizationDetail, GrantedDetail } from '../../protocol/session.ts';
import type { ClientConfig, MerchantConfig } from '../config.ts';
import type { Sessions } from '../session/session.ts';
import type { TaskKinds } from '../session/task-kinds.ts';
import { readAuthorizationDetails } from './authorization-details.ts';
import { OAuthRefusal } from './refusal.ts';
import type { Tokens } from './tokens.ts';

export interface SessionOrder {
  readonly client: ClientConfig;
  readonly merchant: MerchantConfig;
  /** The parameter `authorization_details`, as it came. */
  readonly details: string;
  readonly actor?: string | null;
  /** Milliseconds since 1970 that the token may not outlive. */
  readonly notAfter?: number;
}

/** Opens (or reopens) the session that the details name, and mints a browser's token for it. */
export type IssueSessionToken = (order: SessionOrder) => Promise<TokenAnswer>;

export const createSessionTokens =
  (sessions: Sessions, kinds: TaskKinds, tokens: Tokens): IssueSessionToken =>
  async ({ client, merchant, details, actor = null, notAfter }) => {
    const wanted = readAuthorizationDetails(details, merchant, kinds);
    if (actor === null && wanted.some(({ type }) => type === 'collection_desk')) {
      throw new OAuthRefusal('invalid_authorization_details', 'collection_desk goes with an actor_token');
    }
    const session = await sessions.open(client, merchant, wanted);
    if (!session.ok) throw new OAuthRefusal('invalid_authorization_details', session.description);
    const { token, expiresIn } = await tokens.mint({
      client,
      merchant: merchant.id,
      session: session.id,
      actor,
      ...(notAfter === undefined ? {} : { notAfter }),
    });
    return {
      access_token: token,
      token_type: 'Bearer',
      expires_in: expiresIn,
      authorization_details: session.details.map(echoOf),
    };
  };

/** Without whom it is about: that is the shop's to know, and its server may pass the answer on as it is. */
const echoOf = (detail: AuthorizationDetail): GrantedDetail => {
  if (detail.type !== 'eft_consent') return detail;
  const { personId: _, ...rest } = detail;
  return rest;
};
