import { HandslagPayment } from './payment/handslag-payment.ts';

/** The elements that this script brings. Two script tags on a page do no harm. */
const elements = { 'handslag-payment': HandslagPayment };

for (const [tag, element] of Object.entries(elements)) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

export type * from './events.ts';
export { HandslagPayment };
