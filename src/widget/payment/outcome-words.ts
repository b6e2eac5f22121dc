import { canAskAgain } from '../../flow/payment.ts';
import type { Done } from '../../flow/payment-state.ts';
import type { CollectionRequest, Reason } from '../../protocol/collection-request.ts';
import type { PaymentStatus, Status } from '../../protocol/words.ts';
import type { TextKey } from '../texts/texts.ts';

/** `good`: as wanted. `partly`: one of payment and mandate only, or paid back. `bad`: nothing came of it. */
export type Mood = 'good' | 'partly' | 'bad';

export interface OutcomeWords {
  readonly mood: Mood;
  readonly title: TextKey;
  /** Sentences, in order. */
  readonly texts: readonly TextKey[];
}

/** What is said of a final request. */
export const outcomeWords = (state: Done): OutcomeWords =>
  state.snapshot.status === 'approved' ? approvedWords(state.snapshot) : refusedWords(state);

const wentWell: readonly PaymentStatus[] = ['pending', 'authorised', 'settled'];

const approvedWords = ({ payment, mandate }: CollectionRequest): OutcomeWords => {
  const wasThere = mandate?.reason?.code === 'mandate_already_exists';
  const noMandate = mandate?.status === 'failed' && !wasThere;
  const noPayment = payment.status === 'failed';
  const isPaid = wentWell.includes(payment.status);
  const onlyMandate = noPayment && mandate !== undefined && !noMandate;
  return {
    mood: isPaid && !noMandate ? 'good' : noPayment && !onlyMandate ? 'bad' : 'partly',
    title:
      isPaid && noMandate ? 'onlyPaymentTitle' : onlyMandate ? 'onlyMandateTitle' : `${payment.status}Title`,
    texts: [
      `${payment.status}Text`,
      ...because(payment.reason),
      ...(mandate ? ([`mandate_${wasThere ? 'exists' : mandate.status}`] as const) : []),
      ...(wasThere || mandate?.reason?.code === payment.reason?.code ? [] : because(mandate?.reason)),
      ...(noPayment ? (['nextOther'] as const) : []),
    ],
  };
};

const because = (reason: Reason | null | undefined): readonly TextKey[] =>
  reason && reason.code !== 'other' ? [reason.code] : [];

/** What is said where nobody gave a reason. */
const usual: Readonly<Partial<Record<Status, TextKey>>> = {
  declined: 'payer_declined',
  expired: 'payer_timeout',
  cancelled: 'cancelledText',
};

const refusedWords = (state: Done): OutcomeWords => {
  const { status, reason } = state.snapshot;
  const code = reason?.code;
  // The text of these says everything.
  const isEnough = code === 'payer_not_in_call' || code === 'outcome_unknown';
  return {
    mood: 'bad',
    title:
      status === 'declined' || status === 'expired' || status === 'cancelled'
        ? `${status}Title`
        : 'rejectedTitle',
    texts: [
      code ?? usual[status] ?? 'other',
      ...(isEnough ? [] : (['nothingPaid', canAskAgain(state) ? 'nextAgain' : 'nextOther'] as const)),
    ],
  };
};
