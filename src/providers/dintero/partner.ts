import { OnboardingRefused } from '../merchant-onboarding.ts';

/** A platform's own account, and what can be told of others by their ids. */
export interface Partner {
  /** `P11200000` or `T11200000`. */
  readonly account: string;
  /** True for `T…`: no real money moves. From the id, never from a flag. */
  readonly test: boolean;
  /** The id of an account of this platform in this environment; null for any other. Takes one without its letter. */
  own(id: string): string | null;
  /** Throws `OnboardingRefused` `not_allowed` for an account that is not this platform's, or of the other environment. */
  check(account: string): void;
}

/** Throws `TypeError` for what cannot be a partner's account. */
export const createPartner = (account: string): Partner => {
  if (!/^[PT]\d{3}00000$/.test(account)) throw new TypeError('a partner account is P or T, 3 digits, 00000');
  const [letter = ''] = account;
  // The three digits: by every example of a partner and its accounts. The letter: P is production, T is test.
  const family = account.slice(0, 4);
  const isOwn = (id: string) => /^[PT]\d{8}$/.test(id) && id.startsWith(family) && id !== account;
  return {
    account,
    test: letter === 'T',
    own(id) {
      const full = /^\d{8}$/.test(id) ? letter + id : id;
      return isOwn(full) ? full : null;
    },
    check(id) {
      if (!isOwn(id)) throw new OnboardingRefused('not_allowed', 'an account that is not of this platform');
    },
  };
};
