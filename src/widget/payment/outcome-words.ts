import { canAskAgain } from '../../flow/payment.ts';
import type { Done } from '../../flow/payment-state.ts';
import type { CollectionRequest } from '../../protocol/collection-request.ts';
import type { ReasonCode } from '../../protocol/words.ts';
import type { TextKey } from '../texts/texts.ts';

/** `good`: as wanted. `partly`: one of payment and mandate only. `bad`: nothing came of it. */
export type Mood = 'good' | 'partly' | 'bad';

export interface OutcomeWords {
  readonly mood: Mood;
  readonly title: TextKey;
  /** Sentences, in order. */
  readonly texts: readonly TextKey[];
}

type Final = Pick<CollectionRequest, 'status' | 'payment' | 'mandate' | 'reason'>;

/** What is said of a final request. */
export const outcomeWords = (state: Done): OutcomeWords =>
  state.snapshot.status === 'approved'
    ? approvedWords(state.snapshot)
    : refusedWords(state.snapshot, canAskAgain(state));

const approvedWords = ({ payment, mandate }: Final): OutcomeWords => {
  const alreadyThere = mandate?.reason?.code === 'mandate_already_exists';
  const noMandate = mandate?.status === 'failed' && !alreadyThere;
  if (payment.status === 'failed') {
    const mood = mandate === undefined || noMandate ? 'bad' : 'partly';
    return {
      mood,
      title: mood === 'bad' ? 'notPaidTitle' : 'notPaidMandateTitle',
      texts: ['notPaidText', ...because(payment.reason), 'nextOther'],
    };
  }
  if (payment.status === 'refunded' || payment.status === 'charged_back') {
    return {
      mood: 'partly',
      title: `${payment.status}Title`,
      texts: [`${payment.status}Text`, ...mandateWords(mandate)],
    };
  }
  if (noMandate) {
    return {
      mood: 'partly',
      title: 'mandateFailedTitle',
      texts: ['mandateFailedText', ...because(mandate.reason)],
    };
  }
  const [title, text]: [TextKey, TextKey] =
    payment.status === 'settled' ? ['settledTitle', 'settledText'] : ['approvedTitle', 'approvedText'];
  return { mood: 'good', title, texts: [text, ...mandateWords(mandate)] };
};

const mandateWords = (mandate: Final['mandate']): readonly TextKey[] => {
  if (mandate === undefined) return [];
  if (mandate.reason?.code === 'mandate_already_exists') return ['mandateExists'];
  if (mandate.status === 'active') return ['mandateActive'];
  if (mandate.status === 'cancelled') return ['mandateCancelled'];
  return mandate.status === 'failed' ? [] : ['mandatePending'];
};

/** What is said where nobody gave a reason. */
const usual: Readonly<Partial<Record<CollectionRequest['status'], TextKey>>> = {
  declined: 'payer_declined',
  expired: 'payer_timeout',
  cancelled: 'cancelledText',
};

/** Reasons whose own text already says everything. */
const sufficient: readonly (ReasonCode | undefined)[] = ['payer_not_in_call', 'outcome_unknown'];

const refusedWords = ({ status, reason }: Final, again: boolean): OutcomeWords => {
  const title: TextKey =
    status === 'declined' || status === 'expired' || status === 'cancelled'
      ? `${status}Title`
      : 'rejectedTitle';
  const text = reason?.code ?? usual[status] ?? 'other';
  const rest: readonly TextKey[] = sufficient.includes(reason?.code)
    ? []
    : ['nothingPaid', again ? 'nextAgain' : 'nextOther'];
  return { mood: 'bad', title, texts: [text, ...rest] };
};

const because = (reason: Final['reason']): readonly TextKey[] =>
  reason === null || reason.code === 'other' ? [] : [reason.code];
