import { ProviderError } from '../error.ts';
import type { MerchantOnboardingProvider } from '../merchant-onboarding.ts';
import type { Entry } from '../onboarding-readings.ts';
import { bearer, type Issued } from './grants.ts';
import type { Call, Line } from './line.ts';
import { ask, type Room, tell } from './room.ts';
import { createSecondFactor } from './second-factor.ts';
import { User } from './wire.ts';

/** Milliseconds for which the same code is sent again rather than another. */
const sameCode = 10 * 60_000;

/** The most whose codes are remembered at once. */
const most = 10_000;

/** For a merchant who comes back: a code by mail or message, and perhaps a second factor. No password is ever asked. */
export const createLogOn = (
  room: Room,
  { line, clientId }: { readonly line: Line; readonly clientId: string },
): Pick<MerchantOnboardingProvider, 'logOn' | 'secondFactor'> => {
  const { access, partner, profile, clock } = room;
  const audience = access.audience(partner.account);
  const logins = new Map<string, { readonly id: string; readonly until: number }>();

  /** By this id the provider knows that a code is asked for again, by the other channel perhaps. */
  const loginOf = (email: string): string => {
    const now = clock.now();
    for (const [old, { until }] of logins) if (until <= now || logins.size >= most) logins.delete(old);
    const login = logins.get(email) ?? { id: crypto.randomUUID(), until: now + sameCode };
    logins.set(email, login);
    return login.id;
  };

  /** The accounts that somebody's token opens: those of this platform, in this environment. */
  const arrive = async (issued: Issued, signal: AbortSignal): Promise<Entry> => {
    const call: Call = { name: 'user', method: 'GET', path: '/account/user' };
    const asThem = (one: Call, until: AbortSignal) => line(one, bearer(issued.accessToken), until);
    const { accounts } = await ask(room, asThem, call, User, signal);
    await access.forget(issued.refreshToken, signal);
    return { kind: 'in', accounts: accounts.flatMap(({ account_id }) => partner.own(account_id) ?? []) };
  };

  const { secondFactor, toEntry } = createSecondFactor(room, arrive);

  return {
    secondFactor,
    logOn: {
      async send({ email, channel }, signal) {
        const body = {
          client_id: clientId,
          audience,
          connection: channel,
          email,
          type: profile.codesFor,
          send: 'code',
          login_session_id: loginOf(email.toLowerCase()),
        };
        const path = `/accounts/${partner.account}/auth/passwordless`;
        const call: Call = { name: 'passwordless', method: 'POST', path, body };
        try {
          await tell(room, access.asPartner, call, signal);
        } catch (cause) {
          // Whether the address is known is nobody's business. A 403 is about us.
          const isAboutThem =
            cause instanceof ProviderError && (cause.status === 400 || cause.status === 404);
          if (!isAboutThem || cause.failure !== 'refused') throw cause;
        }
      },
      async enter({ email, code }, signal) {
        const granted = await access.grant(
          {
            grant_type: 'authorization_code',
            ident_type: 'email',
            ident: email,
            verification_code: code,
            audience,
          },
          signal,
        );
        if (granted.kind === 'issued') logins.delete(email.toLowerCase());
        return toEntry(granted, signal);
      },
    },
  };
};
