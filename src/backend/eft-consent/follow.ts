import type { EftConsentRefusal } from '../../protocol/eft-consent-words.ts';
import type { EftConsentProvider } from '../../providers/eft-consent.ts';
import { createDueLoop, type DueLoop } from '../collection/due-loop.ts';
import type { Deps } from '../deps.ts';
import { retryOnConflict } from '../store/retry.ts';
import type { Row } from '../store/store.ts';
import type { Change } from './change.ts';
import { givenUp, refused, withEach, withOne } from './learn.ts';
import { isOpen, isOverdue, restAfter, workOn } from './pace.ts';
import type { Looked, ProviderReader } from './read-provider.ts';
import { type ConsentRow, type FollowUp, followUps, type PersonRow, people } from './record.ts';
import { createSend } from './send.ts';
import type { Watchers } from './watchers.ts';

/** People whose consents are looked at at the same time. */
const atOnce = 16;

/** The longest that the provider can make us stay away, so that a nonsensical `Retry-After` loses nothing. */
const longestAbsence = 3_600_000;

/**
 * Sends what was ordered, and follows it until it is active, with no screen open. What to do next is told by the store
 * alone. Before anything is sent, and before it is sent again, the provider is read.
 */
export const createFollower = (
  deps: Pick<Deps, 'store' | 'vault' | 'clock' | 'log'>,
  provider: EftConsentProvider,
  parts: { readonly change: Change; readonly reader: ProviderReader; readonly watchers: Watchers },
): DueLoop => {
  const { store, clock } = deps;
  const { change, reader, watchers } = parts;
  const send = createSend(deps, provider, change);

  const companiesOf = ({ consents }: PersonRow): readonly string[] => [
    ...new Set(consents.filter(isOpen).map(({ companyId }) => companyId)),
  ];

  const still = async (person: PersonRow, { id, order }: ConsentRow): Promise<ConsentRow | null> => {
    const row = (await reader.known(person)).consents.find((one) => one.id === id);
    return row?.order && row.order.since === order?.since ? row : null;
  };

  /** The order is read for, and was not found. */
  const work = async (person: PersonRow, row: ConsentRow, asked: number): Promise<void> => {
    if (row.order === null) return;
    const { id } = row;
    const refuse = (code: EftConsentRefusal) =>
      change(person, (now) => withOne(now, id, (one) => refused(one, code)));
    switch (workOn(row.order, asked)) {
      case 'wait':
        return;
      case 'give_up':
        await refuse('not_received');
        return;
      case 'send': {
        // What has been begun at the bank meanwhile is not to be disturbed.
        if (row.order.kind === 'modify' && row.heard?.action !== 'none') {
          await refuse('not_modifiable');
          return;
        }
        const refusal = await send(person, row);
        if (refusal === null) return;
        const looked = await reader.read(person, [row.companyId]);
        if (looked.isCurrent && (await still(person, row)) !== null) await refuse(refusal);
      }
    }
  };

  const look = async (person: PersonRow): Promise<Looked | null> => {
    const companies = companiesOf(person);
    if (companies.length === 0) return null;
    const looked = await reader.read(person, companies);
    if (!looked.isCurrent) {
      // What was never sent has had no effect, whatever is the matter.
      const why = looked.refusal;
      await change(person, (now, at) =>
        withEach(now, (row) => {
          if (row.order === null || row.order.sentAt !== null) return row;
          if (why !== null) return refused(row, why);
          return workOn(row.order, at) === 'give_up' ? refused(row, 'not_received') : row;
        }),
      );
      return looked;
    }
    for (const one of person.consents) {
      const row = one.order === null ? null : await still(person, one);
      if (row !== null) await work(person, row, looked.asked);
    }
    await change(person, (now, at) =>
      withEach(now, (row) => (row.isAwaited && isOverdue(row, at) ? givenUp(row) : row)),
    );
    return looked;
  };

  const rest = ({ id, value: seen }: Row<FollowUp>, looked: Looked | null): Promise<void> =>
    retryOnConflict(async () => {
      const [person, followUp] = await Promise.all([
        store.get<PersonRow>(people, id),
        store.get<FollowUp>(followUps, id),
      ]);
      if (followUp === undefined) return;
      const now = clock.now();
      const isWoken = followUp.value.wakes !== seen.wakes;
      const ms = person && restAfter(person.value, followUp.value, watchers.isWatched(id), now);
      const away = Math.min(longestAbsence, looked?.retryAfter ?? 0);
      const isOver = !isWoken && (ms === null || ms === undefined);
      await store.commit([
        {
          table: followUps,
          id,
          value: isOver ? undefined : { ...followUp.value, rest: isWoken ? 0 : ms },
          expect: followUp.revision,
          due: isOver ? null : now + (isWoken ? 0 : Math.max(ms ?? 0, away)),
        },
      ]);
    });

  return createDueLoop<FollowUp>(deps, { table: followUps, atOnce }, async (row) => {
    const person = (await store.get<PersonRow>(people, row.id))?.value;
    await rest(row, person === undefined ? null : await look(person));
  });
};
