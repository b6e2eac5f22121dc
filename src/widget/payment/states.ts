import type { PaymentState } from '../../flow/payment-state.ts';

/** Shows where the flow is as custom states, for a page's `:state(…)`. Browsers without them show none. */
export const showStates = (internals: ElementInternals | undefined, state: PaymentState): void => {
  try {
    internals?.states.clear();
    internals?.states.add(state.at);
    if ('snapshot' in state) internals?.states.add(state.snapshot.status);
  } catch {
    // Nothing depends on it.
  }
};
