import { trouble } from '../../flow/trouble.ts';
import type { Onboarding } from '../../protocol/onboarding.ts';
import { readOnboarding } from '../../protocol/onboarding-routes.ts';
import { readOnboardingAnswer } from '../../protocol/read-onboarding.ts';
import { type Answer, type Call, type Caller, call } from '../call.ts';
import { followOne, heldFor } from '../follow-one.ts';
import { type Patience, persist } from '../persist.ts';
import { Refused } from '../refused.ts';

export const onboardingIn = ({ body }: Pick<Answer, 'body'>): Onboarding => {
  const onboarding = readOnboardingAnswer(body);
  if (onboarding === undefined) throw new Refused(trouble('answer_invalid'));
  return onboarding;
};

export const askOnboarding = (caller: Caller, what: Call, patience: Patience): Promise<Onboarding> =>
  persist(async () => onboardingIn(await call(caller, what, patience.signal)), patience);

export const readNow = (caller: Caller, patience: Patience): Promise<Onboarding> =>
  askOnboarding(caller, { route: readOnboarding }, patience);

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
