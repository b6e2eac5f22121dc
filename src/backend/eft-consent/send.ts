import type { EftConsentRefusal } from '../../protocol/eft-consent-words.ts';
import type { EftAccount, EftConsentProvider, EftConsentReading } from '../../providers/eft-consent.ts';
import type { ProviderError } from '../../providers/error.ts';
import { type Answer, ask } from '../collection/ask.ts';
import type { Deps } from '../deps.ts';
import { openAccounts } from './accounts.ts';
import type { Change, Whose } from './change.ts';
import { refused, taken, unanswered, withOne } from './learn.ts';
import type { ConsentRow, Order } from './record.ts';
import { refusalIn } from './refusal.ts';

/** Why it was refused, where an earlier send may have arrived all the same, so that it must be read first; else null. */
export type Sent = EftConsentRefusal | null;

/** Sends one order, whose sending is stored before. Not cut off when the service stops: its answer is worth waiting for. */
export type Send = (whose: Whose, row: ConsentRow) => Promise<Sent>;

export const createSend = (
  { vault, clock, log }: Pick<Deps, 'vault' | 'clock' | 'log'>,
  provider: EftConsentProvider,
  change: Change,
): Send => {
  /** Only whoever finds the order as it was seen sends it. */
  const claim = async (whose: Whose, { id, order: seen }: ConsentRow): Promise<ConsentRow | null> => {
    let claimed: ConsentRow | null = null;
    await change(whose, (person, now) =>
      withOne(person, id, (row) => {
        claimed = null;
        const { order } = row;
        if (order === null || seen === null || order.since !== seen.since || order.sends !== seen.sends) {
          return row;
        }
        const sending: Order = { ...order, sentAt: now, sends: order.sends + 1 };
        claimed = { ...row, order: sending };
        return claimed;
      }),
    );
    return claimed;
  };

  const call = async (
    { personId }: Whose,
    { companyId, providerId, action, order }: ConsentRow,
    account: EftAccount | null,
    signal: AbortSignal,
  ): Promise<EftConsentReading> => {
    if (order?.kind === 'create') {
      return provider.create({ personId, companyId, account, action: action ?? 'none' }, signal);
    }
    if (providerId === null || account === null)
      throw new Error('nothing to modify, or nothing to put there');
    return provider.modify({ id: providerId, personId }, account, signal);
  };

  const learn = async (
    whose: Whose,
    { id, order }: ConsentRow,
    answer: Answer<EftConsentReading>,
  ): Promise<Sent> => {
    if (answer.ok) {
      const reading = answer.value;
      await change(whose, (person, now) => taken(person, id, reading, now));
      return null;
    }
    const { failure } = answer;
    tell(id, order?.kind, failure);
    const refusal = refusalIn(failure);
    if (refusal === null) {
      await change(whose, (person) => withOne(person, id, unanswered));
      return null;
    }
    if (order !== null && order.sends > 1) return refusal;
    await change(whose, (person) => withOne(person, id, (row) => refused(row, refusal)));
    return null;
  };

  const tell = (consent: string, kind: string | undefined, failure: ProviderError): void =>
    log.warn('provider.failed', {
      consent,
      call: kind,
      failure: failure.failure,
      status: failure.status,
      message: failure.message,
      refusal: refusalIn(failure),
    });

  return async (whose, seen) => {
    const row = await claim(whose, seen);
    if (row === null) return null;
    const accounts = await openAccounts(vault, { ...whose, consents: [row] });
    const account = accounts.get(row.id) ?? null;
    return learn(whose, row, await ask(clock, (signal) => call(whose, row, account, signal)));
  };
};
