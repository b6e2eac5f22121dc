import { type MerchantOnboardingProvider, OnboardingRefused } from '../merchant-onboarding.ts';
import type { Entry } from '../onboarding-readings.ts';
import type { Granted } from './grants.ts';
import type { Call } from './line.ts';
import { ask, type Room } from './room.ts';
import { Challenge } from './wire.ts';

/** Milliseconds for which one who is on the way in is remembered. */
const patience = 10 * 60_000;

/** The most who are remembered at once: the oldest goes first. */
const most = 10_000;

interface OnTheWay {
  readonly mfaToken: string;
  /** Of the code that was sent last; null before the first. */
  readonly oobCode: string | null;
  readonly until: number;
}

/** The second factor. The provider's tokens for it stay here; a handle stands for them. */
export const createSecondFactor = (
  room: Room,
  arrive: (granted: Granted & { kind: 'issued' }, signal: AbortSignal) => Promise<Entry>,
) => {
  const { access, partner, profile, clock, log } = room;
  const waiting = new Map<string, OnTheWay>();

  const keep = (handle: string, one: Omit<OnTheWay, 'until'>): void => {
    waiting.delete(handle);
    waiting.set(handle, { ...one, until: clock.now() + patience });
    for (const [oldest] of waiting) {
      if (waiting.size <= most) break;
      waiting.delete(oldest);
    }
  };

  const known = (handle: string): OnTheWay => {
    const found = waiting.get(handle);
    if (found !== undefined && clock.now() < found.until) return found;
    waiting.delete(handle);
    throw new OnboardingRefused('code_expired', 'second factor: nobody is on the way in under this handle');
  };

  /** What a grant of a person's opens. */
  const toEntry = async (granted: Granted, signal: AbortSignal): Promise<Entry> => {
    switch (granted.kind) {
      case 'issued':
        return arrive(granted, signal);
      case 'mfa_required': {
        const handle = crypto.randomUUID();
        keep(handle, { mfaToken: granted.mfaToken, oobCode: null });
        return { kind: 'second_factor', handle, channels: ['sms', 'email'] };
      }
      case 'refused': {
        const { status, code } = granted;
        log.info('dintero.code_refused', { status });
        // Whatever else is said of it: what somebody typed in opened nothing.
        const isOver = Object.hasOwn(profile.refusals, code) && profile.refusals[code] === 'code_expired';
        const fault = isOver ? 'code_expired' : 'code_wrong';
        throw new OnboardingRefused(fault, `token: refused with ${status}`, { status });
      }
    }
  };

  const secondFactor: MerchantOnboardingProvider['secondFactor'] = {
    async send(handle, channel, signal) {
      const { mfaToken } = known(handle);
      const call: Call = {
        name: 'challenge',
        method: 'POST',
        path: `/accounts/${partner.account}/auth/mfa/challenge`,
        body: { challenge_type: 'oob', mfa_token: mfaToken, oob_channel: channel },
      };
      const { oob_code } = await ask(room, access.asPartner, call, Challenge, signal);
      keep(handle, { mfaToken, oobCode: oob_code });
    },
    async enter(handle, code, signal) {
      const { mfaToken, oobCode } = known(handle);
      if (oobCode === null) throw new OnboardingRefused('code_wrong', 'second factor: no code was sent');
      const granted = await access.grant(
        { grant_type: 'mfa_oob', oob_code: oobCode, binding_code: code, mfa_token: mfaToken },
        signal,
      );
      const entry = await toEntry(granted, signal);
      waiting.delete(handle);
      return entry;
    },
  };
  return { secondFactor, toEntry };
};
