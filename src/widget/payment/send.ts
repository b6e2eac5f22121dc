import type { Asked, PaymentEvent } from '../../flow/payment-state.ts';
import type { Language } from '../../protocol/words.ts';
import { mandateWords } from './mandate.ts';
import type { View } from './view.ts';

/** 128 random bits. (`randomUUID` is not there on plain http.) */
const newKey = (): string => crypto.getRandomValues(new Uint8Array(16)).join('.');

/** The person has pressed "send". The mandate's text goes along just as it stands on the screen, as evidence. */
export const sendEvent = ({ task }: Asked, view: View, locale: Language): PaymentEvent => {
  const text = mandateWords(task, view);
  return {
    type: 'send',
    idempotencyKey: newKey(),
    mandateText:
      text === null ? null : { id: 'betalingsservice', version: view.t('mandateVersion'), locale, text },
  };
};
