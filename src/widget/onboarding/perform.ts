import type {
  OnboardingAsked,
  OnboardingEvent,
  OnboardingWork,
  StepGroup,
  Write,
} from '../../flow/onboarding-state.ts';
import type { Onboarding } from '../../protocol/onboarding.ts';
import { exitOnboarding } from '../../protocol/onboarding-routes.ts';
import { readOnboardingSession } from '../../protocol/read-onboarding.ts';
import type { Caller } from '../call.ts';
import type { Means } from '../flow-content.ts';
import { keepPointers } from '../keep-pointers.ts';
import { type Patience, persist } from '../persist.ts';
import { fetchSessionAs } from '../read-session.ts';
import { Refused } from '../refused.ts';
import { askOnboarding, followOnboarding, readNow } from './wire.ts';

type Send = (event: OnboardingEvent) => void | Promise<void>;

/** Sends one write; a file with its progress. */
const post = async (
  caller: Caller,
  { key, route, parts = {}, body, file }: Write,
  patience: Patience,
  send: Send,
): Promise<Onboarding> => {
  if (file === undefined) {
    return askOnboarding(caller, { route, parts, headers: { 'idempotency-key': key }, body }, patience);
  }
  const { upload } = await import('./documents/upload.ts');
  const progress = (share: number) => void send({ type: 'progress', share });
  return upload(caller, route, parts, file, progress, patience.signal);
};

/** Does the flow's work over the wire. `load` fetches the code and the words of a group of steps. */
export const perform = async (
  work: OnboardingWork,
  { caller, patience, words }: Means,
  send: Send,
  load: (group: StepGroup, patience: Patience) => Promise<void>,
  openList: (asked: OnboardingAsked, patience: Patience) => Promise<void>,
): Promise<void> => {
  switch (work.type) {
    case 'read': {
      const read = () => fetchSessionAs(caller, readOnboardingSession, patience.signal);
      const [session] = await Promise.all([persist(read, patience), words()]);
      const isList = session.tasks[0]?.view !== 'merchant';
      return send({ type: 'session', session, onboarding: isList ? null : await readNow(caller, patience) });
    }
    case 'list':
      return openList(work.asked, patience);
    case 'load':
      await load(work.group, patience);
      return send({ type: 'loaded', group: work.group });
    case 'follow': {
      const tell = (onboarding: Onboarding) => send({ type: 'onboarding', onboarding });
      return followOnboarding(caller, work.onboarding, work.revision, tell, patience);
    }
    case 'write': {
      const { write } = work;
      const kept = keepPointers(caller);
      try {
        const onboarding = await post(kept.caller, write, patience, send);
        return send({ type: 'written', key: write.key, onboarding });
      } catch (error) {
        patience.signal.throwIfAborted();
        if (!(error instanceof Refused)) throw error;
        const seconds = error.retryAfter === null ? null : error.retryAfter / 1000;
        return send({ type: 'refused', write, trouble: error.trouble, pointers: kept.pointers(), seconds });
      }
    }
    case 'leave': {
      const what = { route: exitOnboarding, body: { step: work.step } };
      // Whether it was heard or not: whoever wants to leave leaves.
      const told = await askOnboarding(caller, what, { ...patience, tries: 2 }).catch((error: unknown) => {
        patience.signal.throwIfAborted();
        if (!(error instanceof Refused)) throw error;
        return null;
      });
      return send({ type: 'told', onboarding: told });
    }
  }
};
