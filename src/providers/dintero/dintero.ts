import { ProviderError } from '../error.ts';
import type { Given } from '../given.ts';
import type { MerchantOnboardingProvider } from '../merchant-onboarding.ts';
import { type Credentials, createAccess } from './access.ts';
import { createAccount } from './account.ts';
import { createApplications } from './applications.ts';
import { createHookReader } from './hook.ts';
import { createLine } from './line.ts';
import { createLogOn } from './log-on.ts';
import { createOption } from './option.ts';
import { optionRows } from './options.ts';
import { createPartner } from './partner.ts';
import { createPlatform } from './platform.ts';
import { createPrices } from './prices.ts';
import { type Profile, profile as provisional } from './profile.ts';
import type { Room } from './room.ts';
import { createSignUp } from './sign-up.ts';
import { createUpload } from './upload.ts';

export interface DinteroSettings extends Credentials {
  /** With its version, without a trailing slash: `https://api.dintero.com/v1`. */
  readonly baseUrl: string;
  /** The platform's own account, `P11200000`. With `T` in place of `P` no real money moves. */
  readonly partnerAccount: string;
  /** With which hooks are signed; left out: none is believed. */
  readonly hookSecret?: string;
  /** Whose `audience` an exchange names. Default `partner`, as newer copies of the vendor's guide do. */
  readonly exchangeAudience?: 'partner' | 'merchant';
  /** The wire; the provisional one where none is given. */
  readonly profile?: Profile;
  /** How long one call may take, its answer read to the end. Default 8 s. */
  readonly timeoutMs?: number;
}

/** Dintero Account API (Norway, Sweden): merchants from their sign-up to an account that can take payments. */
export const createDintero = (given: Given, settings: DinteroSettings): MerchantOnboardingProvider => {
  const profile = settings.profile ?? provisional;
  const { baseUrl, timeoutMs = 8000, clientId, clientSecret, exchangeAudience = 'partner' } = settings;
  const partner = createPartner(settings.partnerAccount);
  const line = createLine(given, { baseUrl, timeoutMs });
  const { clock, log } = given;
  const access = createAccess(
    { line, clock, log },
    { clientId, clientSecret, partner, profile, exchangeAudience },
  );
  const room: Room = { access, partner, profile, clock, log };
  const readHook =
    settings.hookSecret === undefined ? undefined : createHookReader(settings.hookSecret, partner);

  return {
    name: 'dintero',
    test: partner.test,
    countries: ['NO', 'SE'],
    options: optionRows.map(({ id, countries, preconditions, fields, opensHere }) => ({
      id,
      countries,
      preconditions,
      fields,
      opensHere,
    })),
    agreement: async (country) => profile.agreement[country] ?? profile.agreement['*'] ?? [],
    prices: createPrices(room),
    ...createSignUp(room),
    ...createLogOn(room, { line, clientId }),
    account: { ...createAccount(room), upload: createUpload(room, given, { baseUrl, timeoutMs }) },
    applications: createApplications(room),
    option: createOption(room),
    platform: createPlatform(room),
    async readHook(request) {
      if (readHook === undefined) throw new ProviderError('refused', 'hook: none is expected');
      return readHook(request);
    },
  };
};
