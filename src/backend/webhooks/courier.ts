import type { Deps } from '../deps.ts';
import type { Row } from '../store/store.ts';
import { attempt } from './attempt.ts';
import { type Delivery, type Step, writeOf } from './delivery.ts';
import { type Endpoint, markGone } from './endpoints.ts';
import type { FetchOutside } from './fetch-outside.ts';
import { claimed, type Outcome, tried } from './steps.ts';

export interface CourierDeps extends Pick<Deps, 'store' | 'clock' | 'log'> {
  readonly fetchOutside: FetchOutside;
  /** In [0, 1). */
  readonly random: () => number;
}

/**
 * Claims one delivery, sends it, and stores what came of it. Throws `StoreConflict` where somebody else has it, or
 * wants it sent again; then, or if the process ends in between, it is sent again with the same `webhook-id`.
 */
export type Courier = (row: Row<Delivery>) => Promise<Outcome>;

/** `cut`: what is under way is broken off, and its reason thrown. */
export const createCourier =
  (deps: CourierDeps, endpoint: Endpoint, cut: AbortSignal): Courier =>
  async ({ id, value, revision }) => {
    const { store, clock, random } = deps;
    if (endpoint.config === undefined) throw new TypeError('there is nowhere to send it');
    const claim = claimed(value, clock.now());
    await store.commit([writeOf(id, claim, revision)]);

    const outcome = await attempt(deps, endpoint.config, { id, body: value.body }, cut);
    const step = tried(claim.delivery, outcome, clock.now(), random());
    const opens = value.asked && outcome.failure === null;
    const closes = outcome.failure === 'gone';
    await store.commit([
      writeOf(id, step, revision + 1),
      ...(opens || closes ? [markGone(endpoint, closes)] : []),
    ]);
    tell(deps, id, step, outcome);
    return outcome;
  };

/** The endpoint by its id: its address may hold a secret of the shop's. */
const tell = ({ log, clock }: CourierDeps, id: string, { delivery, due }: Step, outcome: Outcome): void => {
  const { client, endpoint, attempts } = delivery;
  const { failure, status } = outcome;
  const fields = { client, endpoint, delivery: id, attempts, status };
  if (failure === null) log.info('webhook.delivered', fields);
  else if (delivery.status === 'held') log.error('webhook.endpoint_gone', fields);
  else if (delivery.status === 'failed') log.error('webhook.given_up', { ...fields, failure });
  else log.warn('webhook.attempt_failed', { ...fields, failure, nextInMs: due - clock.now() });
};
