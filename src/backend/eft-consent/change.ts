import type { Deps } from '../deps.ts';
import { retryOnConflict } from '../store/retry.ts';
import { isSame } from '../store/same.ts';
import type { Write } from '../store/store.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import {
  type ConsentRow,
  type FollowUp,
  followUps,
  newPerson,
  type PersonRow,
  people,
  personRowId,
  personWrite,
} from './record.ts';
import { snapshotOf, stateOf, toldOf } from './show.ts';

/** Whose consents: one person's, for one client and merchant. */
export type Whose = Omit<PersonRow, 'consents'>;

/** What belongs to the same commit. `wake`: somebody must look at once. `writes` are asked for after the step. */
interface More {
  readonly wake?: boolean;
  writes?(): Promise<readonly Write[]>;
}

/**
 * Changes what is known of a person's consents, and in the same commit says who must look and what the company's server is
 * told: of those that were asked for here, and not that they were. `step` is run again when somebody else was first; it
 * may throw. The same row changes nothing. Resolves with the row as it then stands.
 */
export type Change = (
  whose: Whose,
  step: (person: PersonRow, now: number) => PersonRow,
  more?: More,
) => Promise<PersonRow>;

export const createChange = (
  { store, vault, clock, log }: Pick<Deps, 'store' | 'vault' | 'clock' | 'log'>,
  webhooks: Pick<Webhooks, 'writesFor'>,
): Change => {
  const tell = ({ client, merchant }: Whose, row: ConsentRow, now: number): readonly Write[] =>
    row.reference === null
      ? []
      : webhooks.writesFor({ client, merchant, type: 'eft_consent.changed', data: toldOf(row, now) });

  return async (whose, step, { wake = false, writes: more } = {}) => {
    const id = await personRowId(vault, whose);
    const attempt = async () => {
      const [row, followUp] = await Promise.all([
        store.get<PersonRow>(people, id),
        store.get<FollowUp>(followUps, id),
      ]);
      const now = clock.now();
      const before = row?.value ?? newPerson(whose);
      const stepped = step(before, now);
      const consents = stepped.consents.map((one) => advance(before, one, now));
      const after = { ...stepped, consents };
      const changes = consents.flatMap((one) => changeOf(before, one));
      const writes: Write[] = more === undefined ? [] : [...(await more())];
      if (stepped !== before) writes.push(personWrite(id, after, row?.revision ?? 0));
      writes.push(...changes.flatMap(({ to }) => tell(whose, to, now)));
      if (wake) {
        const value: FollowUp = { wakes: (followUp?.value.wakes ?? 0) + 1, rest: 0 };
        writes.push({ table: followUps, id, value, expect: followUp?.revision ?? 0, due: now });
      }
      if (writes.length > 0) await store.commit(writes);
      return { after: stepped === before ? before : after, changes };
    };
    const { after, changes } = await retryOnConflict(attempt);
    for (const { from, to } of changes) {
      log.info('eft_consent.changed', {
        consent: to.id,
        client: whose.client,
        merchant: whose.merchant,
        from: stateOf(from),
        to: stateOf(to),
        refusal: to.refusal,
      });
    }
    return after;
  };
};

const previous = ({ consents }: PersonRow, { id }: ConsentRow): ConsentRow | undefined =>
  consents.find((one) => one.id === id);

/** The revision grows with what can be seen. */
const advance = (before: PersonRow, row: ConsentRow, now: number): ConsentRow => {
  const known = previous(before, row);
  if (known === undefined || isSame(snapshotOf(known, true, 0), snapshotOf(row, true, 0))) return row;
  return { ...row, revision: known.revision + 1, changedAt: now };
};

const changeOf = (before: PersonRow, to: ConsentRow) => {
  const from = previous(before, to);
  return from === undefined || from.revision === to.revision ? [] : [{ from, to }];
};
