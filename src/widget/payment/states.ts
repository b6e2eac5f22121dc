import type { PaymentState } from '../../flow/payment-state.ts';

/** Shows where the flow is as custom states, for a page's `:state(…)`. Browsers without them show none. */
export const showStates = ({ states }: ElementInternals, state: PaymentState): void => {
  try {
    states.clear();
    states.add(state.at);
    if ('snapshot' in state) states.add(state.snapshot.status);
  } catch {
    // Nothing depends on it.
  }
};
