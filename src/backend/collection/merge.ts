import type { Reason } from '../../protocol/collection-request.ts';
import { isFinal, isMandateFinal, isPaymentFinal } from '../../protocol/order.ts';
import { mandateStatuses, paymentStatuses, type Stage, stages } from '../../protocol/words.ts';
import type { CollectionReading } from '../../providers/collection.ts';
import type { Standing } from './record.ts';

const outcomeUnknown: Reason = { code: 'outcome_unknown', retryable: false };

/**
 * What is known after the provider has been heard. `asked` is when the question was put, in milliseconds.
 *
 * Readings may come twice, late, or in the wrong order: a final status stays, payment and mandate only move forward.
 * A request that still waits when its time is over is `unknown`: only the provider can say that it expired.
 */
export const merge = (known: Standing, heard: CollectionReading, asked: number): Standing => {
  if (contradicts(known, heard)) return known;
  const expiresAt = heard.expiresAt ?? known.expiresAt;
  const waits = heard.status === 'pending';
  const status = waits && asked >= Date.parse(expiresAt) ? 'unknown' : heard.status;
  const sameReason = status === known.status ? known.reason : null;
  return {
    status,
    stage: status === 'pending' ? laterStage(known.stage ?? 'queued', heard.stage) : null,
    payment: forward(paymentStatuses, isPaymentFinal, known.payment, heard.payment),
    mandate: mergeMandate(known.mandate, heard.mandate),
    reason: status === 'unknown' ? outcomeUnknown : (sameReason ?? heard.reason),
    bindingCode: heard.bindingCode ?? known.bindingCode,
    approveUrl: heard.approveUrl ?? known.approveUrl,
    expiresAt,
    cancelling: known.cancelling && !isFinal(status),
  };
};

/** The provider takes back what was final. That is already on screens and in books, and it stays. */
export const contradicts = (known: Standing, heard: CollectionReading): boolean =>
  isFinal(known.status) && heard.status !== known.status;

/**
 * What is known after the provider was asked and has not answered. While it is known to have the request, and the
 * time is not over, that is only a pause.
 */
export const unheard = (known: Standing, taken: boolean, asked: number): Standing => {
  const isPause = known.status === 'pending' && taken && asked < Date.parse(known.expiresAt);
  if (isFinal(known.status) || isPause) return known;
  return { ...known, status: 'unknown', stage: null, reason: outcomeUnknown };
};

/** Ended by us, because the provider never had it or has said no. */
export const close = (
  known: Standing,
  status: 'cancelled' | 'rejected',
  reason: Reason | null,
): Standing => ({
  ...known,
  status,
  stage: null,
  reason,
  cancelling: false,
});

interface Part<S> {
  readonly status: S;
  readonly reason: Reason | null;
}

/** The further of two. After a final status only its reversal may come: what has settled can be refunded, not fail. */
const forward = <S extends string, P extends Part<S>>(
  order: readonly S[],
  isEnd: (status: S) => boolean,
  known: P,
  heard: P,
): P => {
  if (known.status === heard.status) return { ...known, reason: known.reason ?? heard.reason };
  const isLater = order.indexOf(heard.status) > order.indexOf(known.status);
  const isStuck = known.status === 'failed' || (isEnd(known.status) && heard.status === 'failed');
  return isLater && !isStuck ? heard : known;
};

type Mandate = Standing['mandate'];

const mergeMandate = (known: Mandate, heard: Mandate): Mandate => {
  if (known === null || heard === null) return known;
  const merged = forward(mandateStatuses, isMandateFinal, known, asSuccess(heard));
  return { ...merged, reference: merged.reference ?? known.reference ?? heard.reference };
};

/** What was wanted stands already. */
const asSuccess = (mandate: NonNullable<Mandate>): NonNullable<Mandate> =>
  mandate.status === 'failed' && mandate.reason?.code === 'mandate_already_exists'
    ? { ...mandate, status: 'active' }
    : mandate;

const laterStage = (known: Stage, heard: Stage | null): Stage =>
  heard !== null && stages.indexOf(heard) > stages.indexOf(known) ? heard : known;
