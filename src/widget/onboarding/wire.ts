import { trouble } from '../../flow/trouble.ts';
import type { Onboarding } from '../../protocol/onboarding.ts';
import { readOnboarding } from '../../protocol/onboarding-routes.ts';
import { readOnboardingAnswer } from '../../protocol/read-onboarding.ts';
import { isObject } from '../../protocol/reader.ts';
import { type Answer, type Call, type Caller, call } from '../call.ts';
import { rest } from '../page.ts';
import { type Patience, persist } from '../persist.ts';
import { Refused } from '../refused.ts';
import { takeTurns } from '../take-turns.ts';

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
export const followOnboarding = async (
  caller: Caller,
  id: string,
  revision: number,
  onNews: (onboarding: Onboarding) => void | Promise<void>,
  patience: Patience,
): Promise<void> => {
  const { signal } = patience;
  const inTurn = takeTurns(`${caller.backend()} ${id}`, signal);
  let known = revision;
  for (;;) {
    const answer = await persist(() => inTurn((hold, over) => call(caller, held(id, known, hold), over)), {
      ...patience,
      tries: Number.POSITIVE_INFINITY,
    });
    const onboarding = answer.status === 304 ? undefined : onboardingIn(answer);
    if (onboarding !== undefined && onboarding.revision > known) {
      known = onboarding.revision;
      await onNews(onboarding);
    } else {
      await rest(answer.retryAfter ?? 1_000, signal);
    }
  }
};

const held = (id: string, revision: number, hold: number): Call => ({
  route: readOnboarding,
  headers: { 'if-none-match': `"${id}.${revision}"`, prefer: `wait=${hold}` },
  timeout: (hold + 10) * 1000,
});

const pointersIn = (body: unknown): string[] => {
  if (!isObject(body) || !Array.isArray(body.errors)) return [];
  return body.errors.flatMap((one) =>
    isObject(one) && typeof one.pointer === 'string' ? [one.pointer] : [],
  );
};

/** A caller that keeps which fields of a body were refused. */
export const keepPointers = (caller: Caller): { caller: Caller; pointers: () => readonly string[] } => {
  let pointers: readonly string[] = [];
  return {
    pointers: () => pointers,
    caller: {
      ...caller,
      async fetch(request) {
        const answer = await caller.fetch(request);
        pointers =
          answer.status === 400
            ? pointersIn(
                await answer
                  .clone()
                  .json()
                  .catch(() => null),
              )
            : [];
        return answer;
      },
    },
  };
};
