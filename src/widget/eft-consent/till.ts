import type { EftConsentEvent, EftConsentState } from '../../flow/eft-consent-state.ts';
import type { LaterElement } from '../later-element.ts';
import { type Patience, persist } from '../persist.ts';
import { unreachable } from '../refused.ts';

type Till = import('../pos/pos.ts').Till<EftConsentState>;

/** Clears the screen at a counter when the customer has gone. Elsewhere it is not even loaded. */
export const createTill = (element: LaterElement) => {
  let till: Till | undefined;
  let last: EftConsentState | undefined;
  let send: (event: EftConsentEvent) => void = () => {};

  const clear = (): void => {
    send({ type: 'clear' });
    if (last?.at === 'cleared') element.caller.tokens.forget();
  };

  return {
    async open(surface: string, patience: Patience): Promise<void> {
      if (surface !== 'pos' || till !== undefined) return;
      const { openTillFor } = await persist(() => import('../pos/pos.ts').catch(unreachable), patience);
      const look = (state: EftConsentState) => ({
        isCleared: state.at === 'cleared',
        isLoading: state.at === 'loading',
        isUnderWay: state.at === 'sending',
        isOffline: 'offline' in state && state.offline,
        cancel: null,
      });
      till = await openTillFor(element, { look, clear }, patience);
    },
    /** What goes on beside this state; without one, beside the last. */
    sync(state: EftConsentState | undefined = last): void {
      last = state;
      if (state !== undefined) till?.sync(state);
    },
    /** The screen with what a till says below it. */
    around(state: EftConsentState, shown: unknown, sendNow: (event: EftConsentEvent) => void): unknown {
      send = sendNow;
      return till?.around(state, shown) ?? shown;
    },
  };
};
