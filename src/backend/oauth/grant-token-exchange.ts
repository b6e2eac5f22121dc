import { tokenTypes } from '../../protocol/oauth.ts';
import type { Caller } from '../caller.ts';
import type { ClientConfig, MerchantConfig } from '../config.ts';
import type { Deps } from '../deps.ts';
import { readActor } from './actor-token.ts';
import type { Clients } from './clients.ts';
import { type Form, required } from './form.ts';
import type { GrantType } from './grant.ts';
import { OAuthRefusal } from './refusal.ts';
import type { IssueSessionToken } from './session-tokens.ts';
import type { Tokens } from './tokens.ts';

interface Subject {
  readonly caller: Caller;
  /** The merchant that the subject token is bound to already. */
  readonly boundTo: string | null;
}

/**
 * RFC 8693: a server token for a narrower one. `audience` binds it to one merchant, `authorization_details` to one
 * session, `actor_token` names the agent. Nothing it says can be widened again, and it does not outlive its subject.
 */
export const createTokenExchange = (
  { config, clock }: Pick<Deps, 'config' | 'clock'>,
  clients: Clients,
  tokens: Tokens,
  issueSessionToken: IssueSessionToken,
): GrantType => {
  const issuer = config.publicUrl;

  const readSubject = async (client: ClientConfig, form: Form): Promise<Subject> => {
    const token = required(form, 'subject_token');
    const type = required(form, 'subject_token_type');
    if (type !== tokenTypes.accessToken && type !== tokenTypes.jwt) {
      throw new OAuthRefusal('invalid_request', 'subject_token_type is not supported');
    }
    const verified = await tokens.verify(token);
    const isOwn = verified.ok && verified.caller.kind === 'server' && verified.caller.client.id === client.id;
    // The leeway of verification is not for new tokens: they would be born expired.
    if (!isOwn || verified.caller.expiresAt < clock.now() + 1000) {
      throw new OAuthRefusal('invalid_request', "subject_token is not a valid server token of this client's");
    }
    return verified;
  };

  const readMerchant = (subject: Subject, form: Form): MerchantConfig => {
    const audience = form.get('audience');
    if (audience === undefined) return subject.caller.merchant;
    const prefix = `${issuer}/merchants/`;
    const id = audience.startsWith(prefix) ? audience.slice(prefix.length) : undefined;
    const merchant = id === undefined ? undefined : clients.merchantOf(subject.caller.client, id);
    if (merchant === undefined || (subject.boundTo ?? id) !== id) {
      throw new OAuthRefusal('invalid_target', 'audience is not a merchant that this token may act for');
    }
    return merchant;
  };

  const readActing = async (subject: Subject, form: Form): Promise<string | null> => {
    const token = form.get('actor_token');
    const type = form.get('actor_token_type');
    if (token === undefined && type === undefined) return subject.caller.actor;
    if (token === undefined || type !== tokenTypes.jwt) {
      throw new OAuthRefusal('invalid_request', `actor_token goes with actor_token_type ${tokenTypes.jwt}`);
    }
    if (subject.caller.actor !== null) {
      throw new OAuthRefusal('invalid_request', 'subject_token names an actor already');
    }
    return readActor(token, subject.caller.client, issuer, clock);
  };

  return async (client, form) => {
    const details = form.get('authorization_details');
    if (details === undefined && !form.has('audience')) {
      throw new OAuthRefusal('invalid_request', 'audience or authorization_details is needed');
    }
    const wanted = form.get('requested_token_type') ?? tokenTypes.accessToken;
    if (wanted !== tokenTypes.accessToken) {
      throw new OAuthRefusal('invalid_request', 'requested_token_type is not supported');
    }
    const subject = await readSubject(client, form);
    const merchant = readMerchant(subject, form);
    const actor = await readActing(subject, form);
    const notAfter = subject.caller.expiresAt;

    if (details !== undefined) {
      const answer = await issueSessionToken({ client, merchant, details, actor, notAfter });
      return { ...answer, issued_token_type: tokenTypes.accessToken };
    }
    const { token, expiresIn } = await tokens.mint({
      client,
      merchant: merchant.id,
      session: null,
      actor,
      notAfter,
    });
    return {
      access_token: token,
      token_type: 'Bearer',
      expires_in: expiresIn,
      issued_token_type: tokenTypes.accessToken,
    };
  };
};
