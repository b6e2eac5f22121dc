import { ProviderError } from '../error.ts';
import type { Given } from '../given.ts';
import { taken, told } from './answers.ts';
import { type Ask, createAsk } from './ask.ts';
import { basic, bearer, type Grant, type Granted, grantCall, issuedOrThrow, readGranted } from './grants.ts';
import type { Call, Line } from './line.ts';
import type { Partner } from './partner.ts';
import type { Profile } from './profile.ts';
import { createTokens, type Tokens } from './tokens.ts';
import { Exchanged } from './wire.ts';

/** How many merchants' tokens are looked at before those are forgotten that nobody uses. */
const crowd = 1000;

export interface Credentials {
  readonly clientId: string;
  /** As a function: read anew for each token, so that a rotated secret needs no restart. */
  readonly clientSecret: string | (() => string);
}

/** Who may ask for what: the platform itself, the platform as one merchant, and people who log on. */
export interface Access {
  readonly asPartner: Ask;
  /** Throws `OnboardingRefused` before anything is sent, for an account that is not this platform's. */
  asMerchant(account: string): Ask;
  audience(account: string): string;
  /** A grant of a person's, at the platform's account, under the platform's token. */
  grant(grant: Grant, signal: AbortSignal): Promise<Granted>;
  /** A grant under a token that somebody has: `account_user`, or a refresh by whom it was given to. */
  grantTo(account: string, token: string, grant: Grant, signal: AbortSignal): Promise<Granted>;
  /** Ends a refresh token, and with it everything that it could still open. */
  revoke(refreshToken: string, signal: AbortSignal): Promise<void>;
  /** Revokes one that came unasked for, if there is one: it would keep a person logged on for ever, and is nobody's. */
  forget(refreshToken: string | null, signal: AbortSignal): Promise<void>;
}

export interface AccessSettings extends Credentials {
  readonly partner: Partner;
  readonly profile: Profile;
  /** Whose `audience` the second step of an exchange names: copies of the vendor's guide differ. */
  readonly exchangeAudience: 'partner' | 'merchant';
}

const tokenPath = (account: string): string => `/accounts/${account}/auth/token`;

export const createAccess = (
  { line, clock, log }: Pick<Given, 'clock' | 'log'> & { readonly line: Line },
  settings: AccessSettings,
): Access => {
  const { partner, profile } = settings;
  const audience = (account: string) => profile.audience.replace('{account}', account);
  const forPartner = audience(partner.account);

  const partnerTokens = createTokens(clock, async (signal) => {
    const { clientId, clientSecret } = settings;
    const secret = typeof clientSecret === 'string' ? clientSecret : clientSecret();
    const call = grantCall(tokenPath(partner.account), {
      grant_type: 'client_credentials',
      audience: forPartner,
    });
    return issuedOrThrow(call, await line(call, basic(clientId, secret), signal));
  });
  const asPartner = createAsk(line, partnerTokens, log);

  /** In two steps: the platform's token for one that may only fetch, and that for the merchant's own. */
  const exchange = async (account: string, signal: AbortSignal) => {
    const first: Call = {
      name: 'exchange',
      method: 'POST',
      path: `/accounts/${partner.account}/auth/exchange_token`,
      body: { account_id: account },
    };
    const { access_token } = told(first, await asPartner(first, signal), Exchanged, profile);
    const second = grantCall(tokenPath(account), {
      grant_type: 'client_credentials',
      audience: settings.exchangeAudience === 'partner' ? forPartner : audience(account),
    });
    return issuedOrThrow(second, await line(second, bearer(access_token), signal));
  };

  const merchants = new Map<string, Tokens>();
  const tokensOf = (account: string): Tokens => {
    const known = merchants.get(account);
    if (known !== undefined) return known;
    if (merchants.size >= crowd) {
      for (const [id, { busy }] of merchants) if (!busy) merchants.delete(id);
    }
    const tokens = createTokens(clock, (signal) => exchange(account, signal));
    merchants.set(account, tokens);
    return tokens;
  };

  const revoke = async (token: string, signal: AbortSignal): Promise<void> => {
    const path = `/accounts/${partner.account}/auth/revoke`;
    const call: Call = { name: 'revoke', method: 'POST', path, body: { token } };
    taken(call, await asPartner(call, signal), profile);
  };

  return {
    asPartner,
    revoke,
    asMerchant(account) {
      partner.check(account);
      return createAsk(line, tokensOf(account), log);
    },
    audience,
    async grant(grant, signal) {
      const call = grantCall(tokenPath(partner.account), grant);
      return readGranted(call, await asPartner(call, signal));
    },
    async grantTo(account, token, grant, signal) {
      const call = grantCall(tokenPath(account), grant);
      return readGranted(call, await line(call, bearer(token), signal));
    },
    async forget(token, signal) {
      if (token === null) return;
      try {
        await revoke(token, signal);
      } catch (cause) {
        if (!(cause instanceof ProviderError)) throw cause;
        log.warn('dintero.not_revoked', { failure: cause.failure });
      }
    },
  };
};
