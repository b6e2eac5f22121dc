import type { MerchantOnboardingProvider } from '../../providers/merchant-onboarding.ts';
import type { Caller } from '../caller.ts';
import type { Change } from './change.ts';
import type { Opened } from './open.ts';

/** What the parts of this room share. */
export interface Room {
  readonly provider: MerchantOnboardingProvider;
  readonly open: (caller: Caller) => Promise<Opened>;
  readonly change: Change;
  readonly show: (opened: Opened) => Promise<Response>;
}
