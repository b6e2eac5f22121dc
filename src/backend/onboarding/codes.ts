import type { CodePurpose } from '../../protocol/onboarding-words.ts';
import { Refusal } from '../edge/problem.ts';
import type { CodeRow } from './record.ts';

/** Wrong codes after which a new one must be sent, and codes that are sent in a day. */
const mostTries = 5;
const mostSends = 4;

const second = 1000;
const day = 86_400 * second;

/** Milliseconds after which a code may be sent again. */
const resendAfter = 30 * second;

export const triesLeft = ({ wrong }: CodeRow): number => Math.max(0, mostTries - wrong);
export const resendsLeft = ({ sends }: CodeRow): number => Math.max(0, mostSends - sends);
export const resendAt = ({ sentAt }: CodeRow): number => sentAt + resendAfter;

const sendsToday = (before: CodeRow | null, purpose: CodePurpose, now: number): number =>
  before?.purpose === purpose && now < before.sentAt + day ? before.sends : 0;

/** Throws `Refusal` where none may be sent any more today. */
export const checkSends = (before: CodeRow | null, purpose: CodePurpose, now: number): void => {
  if (sendsToday(before, purpose, now) >= mostSends) throw new Refusal('codes_used_up');
};

/** One that was sent just now, whether that was too soon or not: to another address it is not. */
export const codeSentAnew = (
  before: CodeRow | null,
  purpose: CodePurpose,
  channel: CodeRow['channel'],
  now: number,
): CodeRow => {
  const sends = sendsToday(before, purpose, now) + 1;
  return { purpose, channel, sentAt: now, sends, wrong: 0, triedAt: 0 };
};

/** One that was sent just now. Throws `Refusal` where that was too soon, or too often. */
export const codeSent = (
  before: CodeRow | null,
  purpose: CodePurpose,
  channel: CodeRow['channel'],
  now: number,
): CodeRow => {
  checkSends(before, purpose, now);
  if (before?.purpose === purpose && now < resendAt(before)) {
    throw new Refusal('rate_limited', { retryAfter: Math.ceil((resendAt(before) - now) / second) });
  }
  return codeSentAnew(before, purpose, channel, now);
};

/** Nobody said whether it was right: that was no try. */
export const codeUntold = <C extends CodeRow | null>(code: C): C =>
  code === null ? code : { ...code, wrong: Math.max(0, code.wrong - 1) };

/**
 * The same code, counted as wrong until the provider has said that it is right: two who guess at once are two tries.
 * Each wrong one is followed by a longer wait. Throws `Refusal`.
 */
export const codeTried = (code: CodeRow | null, purpose: CodePurpose, now: number): CodeRow => {
  if (code?.purpose !== purpose) throw new Refusal('not_possible_now');
  if (triesLeft(code) === 0) throw new Refusal('codes_used_up');
  const next = code.wrong === 0 ? 0 : code.triedAt + 2 ** (code.wrong - 1) * second;
  if (now < next) throw new Refusal('rate_limited', { retryAfter: Math.ceil((next - now) / second) });
  return { ...code, wrong: code.wrong + 1, triedAt: now };
};
