import type { PaymentEvent, PaymentWork } from '../../flow/payment-state.ts';
import type { Caller } from '../call.ts';
import { type Patience, persist } from '../persist.ts';
import { fetchSession } from '../read-session.ts';
import { Refused } from '../refused.ts';
import type { Perform } from '../run-flow.ts';

/** What is loaded once the form can be used. */
export type Later = typeof import('./later.ts');

export type Till = import('../pos/pos.ts').Till;
export type CheckStep = import('../check-step/check-step.ts').CheckStep;

export interface Means {
  readonly caller: Caller;
  /** Resolves when there are words for everything. Throws `Refused` if there will be none. */
  readonly words: (patience: Patience) => Promise<void>;
  /** All that comes after the form. Throws `Refused` if it could not be loaded. */
  readonly later: () => Promise<Later>;
  /** What is needed where the debtor may be checked first. Throws `Refused` if it could not be loaded. */
  readonly check: (patience: Patience) => Promise<CheckStep>;
  /** What is needed where the payment is made at a counter. Throws `Refused` if it could not be loaded. */
  readonly till: (patience: Patience) => Promise<void>;
}

/** Does the flow's work over the wire. Nothing is sent before all that comes after it can be shown. */
export const performPayment =
  ({ caller, words, later, till, check }: Means): Perform<PaymentEvent, PaymentWork> =>
  async (work, send, signal) => {
    const patience = {
      tries: 4,
      onConnection: (offline: boolean) => send({ type: 'connection', offline }),
      signal,
    };
    try {
      if (work.type === 'read-session') {
        const [{ session, checks }] = await Promise.all([
          persist(() => fetchSession(caller, signal), patience),
          words(patience),
        ]);
        if (checks) await persist(() => check(patience), patience);
        if (session.surface === 'pos') await persist(() => till(patience), patience);
        if (session.tasks.some(({ request }) => request !== null)) await persist(later, patience);
        send({ type: 'session', session, checks });
      } else if (work.type === 'check') {
        send(await (await check(patience)).ask(caller, work.debtor, signal));
      } else {
        const { pursue } = await persist(later, patience);
        await pursue(caller, work, (snapshot) => send({ type: 'snapshot', snapshot }), patience);
      }
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Refused)) throw error;
      await words({ ...patience, tries: 1 }).catch(() => {});
      send(work.type === 'cancel' ? { type: 'cancel-refused' } : { type: 'trouble', trouble: error.trouble });
    }
  };
