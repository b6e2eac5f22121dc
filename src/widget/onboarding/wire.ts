import { trouble } from '../../flow/trouble.ts';
import type { Onboarding } from '../../protocol/onboarding.ts';
import { readOnboarding } from '../../protocol/onboarding-routes.ts';
import { readOnboardingAnswer } from '../../protocol/read-onboarding.ts';
import { type Answer, type Call, type Caller, call } from '../call.ts';
import { followOne, heldFor } from '../follow-one.ts';
import { rest } from '../page.ts';
import { type Patience, persist } from '../persist.ts';
import { Refused } from '../refused.ts';

export const onboardingIn = ({ body }: Pick<Answer, 'body'>): Onboarding => {
  const onboarding = readOnboardingAnswer(body);
  if (onboarding === undefined) throw new Refused(trouble('answer_invalid'));
  return onboarding;
};

/** Milliseconds that are waited without a word, where something came too soon. */
const moment = 5_000;

/** A call that came too soon comes again in a moment; a longer wait is the person's to know of, and no lost connection. */
const callInTime = async (caller: Caller, what: Call, signal: AbortSignal): Promise<Answer> => {
  try {
    return await call(caller, what, signal);
  } catch (error) {
    if (!(error instanceof Refused && error.trouble.code === 'rate_limited')) throw error;
    const { trouble: refusal, retryAfter } = error;
    if (retryAfter === null || retryAfter > moment)
      throw new Refused({ ...refusal, retryable: false }, retryAfter);
    await rest(retryAfter, signal);
    return callInTime(caller, what, signal);
  }
};

/** Writes; answers the onboarding as it then stands. */
export const askOnboarding = (caller: Caller, what: Call, patience: Patience): Promise<Onboarding> =>
  persist(async () => onboardingIn(await callInTime(caller, what, patience.signal)), patience);

export const readNow = (caller: Caller, patience: Patience): Promise<Onboarding> =>
  persist(async () => onboardingIn(await call(caller, { route: readOnboarding }, patience.signal)), patience);

/** Reads an onboarding, one held read after the other, in turn with the other tabs, until the signal ends it. */
export const followOnboarding = (
  caller: Caller,
  id: string,
  revision: number,
  onNews: (onboarding: Onboarding) => void | Promise<void>,
  patience: Patience,
): Promise<void> =>
  followOne(
    caller,
    {
      id,
      revision,
      call: (known, hold) => ({ route: readOnboarding, ...heldFor(`${id}.${known}`, hold) }),
      answerIn: onboardingIn,
      onNews,
    },
    patience,
  );
