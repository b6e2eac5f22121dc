import { ProviderError } from '../error.ts';
import type { Given } from '../given.ts';
import type { ProviderConsentProvider } from '../provider-consent.ts';
import { parseJson } from '../read-body.ts';
import { type Answer, type Call, createLine } from './line.ts';
import { type Profile, profile as provisional } from './profile.ts';
import { createTokens } from './token.ts';

export interface OpSettings {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The wire; the provisional one where none is given. */
  readonly profile?: Profile;
  /** True where it is a sandbox. */
  readonly test?: boolean;
  /** How long one call may take, its answer read to the end. Default 10 s. */
  readonly timeoutMs?: number;
}

/** OP corporate banking (Finland), for a service provider. The `fetch` that it is given carries the client certificate. */
export const createOp = (given: Given, settings: OpSettings): ProviderConsentProvider => {
  const profile = settings.profile ?? provisional;
  const { baseUrl, timeoutMs = 10_000 } = settings;
  const line = createLine(given, { baseUrl, timeoutMs });
  const tokens = createTokens({ line, clock: given.clock, profile }, settings);

  /** With a token; once more with a new one where it is not taken. */
  const ask = async (call: Call, signal: AbortSignal): Promise<Answer> => {
    const once = async (): Promise<Answer> => {
      const token = await tokens.read(signal);
      const headers = { ...call.headers, authorization: `Bearer ${token}` };
      const answer = await line({ ...call, headers }, signal);
      if (answer.status === 401) tokens.drop(token);
      return answer;
    };
    const first = await once();
    const answer = first.status === 401 ? await once() : first;
    if (answer.status !== 401) return answer;
    given.log.error('op.token_refused', { call: call.name });
    throw new ProviderError('unanswered', `${call.name}: our token is not taken`, { status: 401 });
  };

  return {
    name: 'op',
    adminUrl: profile.adminUrl,
    test: settings.test ?? false,
    async readConsents(signal) {
      const { status, body } = await ask(
        { name: 'mandates', path: profile.paths.mandates, headers: {} },
        signal,
      );
      const told = profile.mandates.safeParse(parseJson(body));
      // Nothing else may pass for an empty list: every consent would seem to be taken back.
      if (status !== 200 || !told.success) {
        throw new ProviderError('nonsense', `mandates: answered ${status}, and no list`, { status });
      }
      return told.data;
    },
    async prove(businessId, signal) {
      const headers = { [profile.actingFor]: businessId };
      const { status, body } = await ask({ name: 'accounts', path: profile.paths.accounts, headers }, signal);
      if (status === 403) throw new ProviderError('refused', 'accounts: not for this company', { status });
      const told = profile.accounts.safeParse(parseJson(body));
      if (status !== 200 || !told.success) {
        throw new ProviderError('nonsense', `accounts: answered ${status}, and no accounts`, { status });
      }
      return { accounts: told.data.length };
    },
  };
};
