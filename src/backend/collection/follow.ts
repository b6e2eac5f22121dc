import type { Reason } from '../../protocol/collection-request.ts';
import type { ProviderError } from '../../providers/error.ts';
import type { Deps } from '../deps.ts';
import { openDebtor } from '../session/debtor.ts';
import { type Row, StoreConflict } from '../store/store.ts';
import { ask, patience } from './ask.ts';
import { createCancel } from './cancel.ts';
import type { Change } from './change.ts';
import { createDueLoop, type DueLoop } from './due-loop.ts';
import { type Case, createHearing } from './hear.ts';
import { close } from './merge.ts';
import { workOnMissing } from './pace.ts';
import { type FollowUp, followUpWrite, type RequestRow } from './record.ts';
import type { Screens } from './screens.ts';

/** Requests that are asked about at the same time. */
const atOnce = 64;

/** While an order is being sent nobody else may send it: as long as its answer is awaited, and is written down. */
const claim = patience + 5000;

const unavailable: Reason = { code: 'provider_unavailable', retryable: true };

/**
 * Follows every request until it is settled, with no screen open: sends, reads, cancels. What to do next is told by
 * the store alone, so a follower that dies at any moment is replaced by the next.
 */
export const createFollower = (deps: Deps, change: Change, screens: Screens): DueLoop => {
  const { store, vault, clock, log } = deps;
  const hear = createHearing(deps, change);
  const withdraw = createCancel(deps, change);

  const openCase = async (row: Row<FollowUp>): Promise<Case> => {
    const request = (await store.get<RequestRow>('collection_requests', row.id))?.value;
    if (request === undefined) throw new Error('a follow-up without its request');
    const provider = deps.providers[request.provider];
    if (provider === undefined) throw new Error(`${request.provider} is no longer configured`);
    return { id: row.id, row, request, provider };
  };

  const tell = (id: string, call: string, { failure, status, message, reason }: ProviderError): void =>
    log.warn('provider.failed', {
      request: id,
      call,
      failure,
      status,
      message,
      reason: reason?.code ?? null,
    });

  /** Asks by the key. `missing` says what it means that the provider has never heard of it. */
  const read = async (
    one: Case,
    missing: (asked: number) => Promise<void>,
    stopping?: AbortSignal,
  ): Promise<void> => {
    const asked = clock.now();
    const { key } = one.request.order;
    const answer = await ask(clock, (signal) => one.provider.read(key, signal), stopping);
    if (!answer.ok) {
      tell(one.id, 'read', answer.failure);
      return hear.silence(one, asked, answer.failure);
    }
    return answer.value === null ? missing(asked) : hear.reading(one, asked, answer.value);
  };

  /** Only one follower wins this row as it stands; nobody wins it after a cancellation was asked for. */
  const claimed = async ({ id, row }: Case, now: number): Promise<boolean> => {
    const value: FollowUp = { ...row.value, sentAt: now };
    try {
      await store.commit([followUpWrite(id, { value, due: now + claim }, row.revision)]);
      return true;
    } catch (error) {
      if (error instanceof StoreConflict) return false;
      throw error;
    }
  };

  const send = async (one: Case): Promise<void> => {
    const { id, row, request, provider } = one;
    const debtor =
      request.debtor === null ? null : await openDebtor(vault, request.debtor, 'collection_requests', id);
    const asked = clock.now();
    if (!(await claimed(one, asked))) return;

    // Not cut off when we stop: an answer that is on its way is worth waiting for.
    const answer = await ask(clock, (signal) => provider.create({ ...request.order, debtor }, signal));
    if (answer.ok) {
      // A provider that gives no code of its own here shows ours. Read back later, it might have given one.
      const bindingCode = answer.value.bindingCode ?? request.order.bindingCode;
      return hear.reading(one, asked, { ...answer.value, bindingCode });
    }
    const { failure } = answer;
    tell(id, 'create', failure);
    if (failure.failure !== 'refused') return hear.silence(one, asked, failure);
    const refused = () => hear.refusal(one, failure.reason);
    // A second send may be refused because the first arrived after all.
    return row.value.sentAt === null ? refused() : read(one, refused);
  };

  /** The provider does not have it: never sent, or lost on the way. */
  const workOnAbsent = async (one: Case, asked: number): Promise<void> => {
    const { id, row, request } = one;
    const work = workOnMissing(request.standing, row.value, asked);
    if (work === 'send') return send(one);
    if (work === 'wait') return hear.silence(one, asked);
    await change(id, ({ standing }, followUp) => {
      // Somebody else has sent it meanwhile.
      if (followUp === null || followUp.taken || followUp.sentAt !== row.value.sentAt) return null;
      const closed =
        work === 'withdraw' ? close(standing, 'cancelled', null) : close(standing, 'rejected', unavailable);
      return { standing: closed, followUp: null };
    });
  };

  /** It may be refused, and lose the race: what came of it is for the next reading to say. */
  const cancel = async (one: Case): Promise<'taken' | 'not taken'> => {
    const { id, request, provider } = one;
    const answer = await ask(clock, (signal) => provider.cancel(request.order.key, signal));
    if (answer.ok) {
      await hear.cancelTaken(one);
      return 'taken';
    }
    tell(id, 'cancel', answer.failure);
    if (answer.failure.failure === 'refused') await hear.cancelRefused(one);
    return 'not taken';
  };

  return createDueLoop<FollowUp>(deps, { table: 'follow_ups', atOnce }, async (row, stopping) => {
    const one = await openCase(row);
    if (screens.isAbandoned(one.id, one.request)) {
      await withdraw(one.id, { abandoned: true });
      return;
    }
    const { sentAt, taken, cancelSent } = row.value;
    if (!taken && sentAt === null) return workOnAbsent(one, clock.now());
    if (!taken) return read(one, (asked) => workOnAbsent(one, asked), stopping);

    const isCancelWanted = one.request.standing.cancelling && !cancelSent;
    if (isCancelWanted && (await cancel(one)) === 'taken') return;
    return read(one, (asked) => hear.silence(one, asked), stopping);
  });
};
