import { LaterElement, type Load } from './later-element.ts';
import { HandslagPayment } from './payment/handslag-payment.ts';

const later = (load: Load) =>
  class extends LaterElement {
    protected override load() {
      return load();
    }
  };

/** The elements that this script brings. Two script tags on a page do no harm. */
const elements = {
  'handslag-payment': HandslagPayment,
  'handslag-debtor-check': later(() => import('./debtor-check/debtor-check.ts')),
  'handslag-desk': later(() => import('./desk/desk.ts')),
  'handslag-eft-consent': later(() => import('./eft-consent/eft-consent.ts')),
  'handslag-onboarding': later(() => import('./onboarding/onboarding.ts')),
  'handslag-provider-consent': later(() => import('./provider-consent/provider-consent.ts')),
  'handslag-provider-consents': later(() => import('./provider-consents/provider-consents.ts')),
};

for (const [tag, element] of Object.entries(elements)) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

declare global {
  interface HTMLElementTagNameMap {
    'handslag-debtor-check': LaterElement;
    'handslag-desk': LaterElement;
    'handslag-eft-consent': LaterElement;
    'handslag-onboarding': LaterElement;
    'handslag-provider-consent': LaterElement;
    'handslag-provider-consents': LaterElement;
  }
}

export type * from './events.ts';
// Needed by more than one of the elements: here it is in nobody's way.
export { formatDuration } from './format-time.ts';
export type * from './pos/idle-event.ts';
export { takeTurns } from './take-turns.ts';
export { HandslagPayment };
