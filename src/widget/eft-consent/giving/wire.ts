import type { EftConsentWork } from '../../../flow/eft-consent-state.ts';
import type { EftConsent } from '../../../protocol/eft-consent.ts';
import { createEftConsent, modifyEftConsent, readEftConsent } from '../../../protocol/eft-consent-routes.ts';
import { readEftConsentAnswer } from '../../../protocol/read-eft-consent.ts';
import { type Caller, call } from '../../call.ts';
import { followOne, heldFor } from '../../follow-one.ts';
import { type Patience, persist } from '../../persist.ts';
import { understood } from '../wire.ts';

type Order = Extract<EftConsentWork, { readonly type: 'send' }>;

const callFor = ({ order, shown: mandateText, idempotencyKey }: Order) => {
  if (order.way === 'modify') {
    const { consent: id, clearing, account } = order;
    return { route: modifyEftConsent, parts: { id }, body: { clearing, account, mandateText } };
  }
  const headers = { 'idempotency-key': idempotencyKey };
  return { route: createEftConsent, headers, body: { ...order, mandateText } };
};

/** A consent that was asked for. `isOld`: another one stood already, and is shown in its place. */
export interface Ordered {
  readonly consent: EftConsent;
  readonly isOld: boolean;
}

/** Sends what the person has agreed to. A new consent is one, however often it is sent; another account is sent once. */
export const orderConsent = (caller: Caller, order: Order, patience: Patience): Promise<Ordered> => {
  const isChange = order.order.way === 'modify';
  return persist(
    async () => {
      const answer = await call(caller, callFor(order), patience.signal);
      const isOld = !isChange && answer.status === 200;
      return { consent: understood(readEftConsentAnswer, answer), isOld };
    },
    isChange ? { ...patience, tries: 1 } : patience,
  );
};

/** Reads a consent, one held read after the other, in turn with the other tabs, until the signal ends it. */
export const followConsent = (
  caller: Caller,
  id: string,
  revision: number,
  onNews: (consent: EftConsent) => void | Promise<void>,
  patience: Patience,
): Promise<void> =>
  followOne(
    caller,
    {
      id,
      revision,
      call: (known, hold) => ({ route: readEftConsent, parts: { id }, ...heldFor(String(known), hold) }),
      answerIn: (answer) => understood(readEftConsentAnswer, answer),
      onNews,
    },
    patience,
  );
