import type { EftConsentList } from '../../protocol/eft-consent.ts';
import type { Caller } from '../caller.ts';
import { namesTag } from '../collection/conditions.ts';
import type { Deps } from '../deps.ts';
import { type Holds, tooManyRetryAfter } from '../edge/holds.ts';
import { appliedWait, waitOf } from '../edge/prefer.ts';
import { Refusal } from '../edge/problem.ts';
import type { Holding } from '../store/holding.ts';
import type { Change } from './change.ts';
import { isVisible, may, type Opened } from './open.ts';
import { isOpen, isOver } from './pace.ts';
import type { ProviderReader } from './read-provider.ts';
import { type ConsentRow, consentKey, type PersonRow, people } from './record.ts';
import { etagOf, snapshotOf } from './show.ts';
import type { Watchers } from './watchers.ts';

/** Seconds after which to ask again, where nothing has changed. */
const askAgain = 1;

/** Milliseconds for which one is listed that came to nothing. */
const listed = 24 * 3_600_000;

/** Whose consent is read, and what the reader may do with it. */
interface Sight {
  /** Id of the person's row. */
  readonly person: string;
  readonly mayModify: boolean;
  isVisible(row: ConsentRow): boolean;
}

export interface Reading {
  /** What the session may see, newest first; the provider is asked. */
  list(opened: Opened): Promise<EftConsentList>;
  /** One consent: at once if it is newer than what the caller has, else when it changes or the wait is over. */
  one(caller: Caller, opened: Opened | null, id: string, request: Request): Promise<Response>;
}

export const createReading = (
  { store, clock, metrics }: Pick<Deps, 'store' | 'clock' | 'metrics'>,
  parts: {
    readonly change: Change;
    readonly reader: ProviderReader;
    readonly watchers: Watchers;
    readonly holding: Holding;
    readonly holds: Holds;
  },
): Reading => {
  const { change, reader, watchers, holding, holds } = parts;

  /** A new look at the provider, where somebody has begun to wait for one. */
  const watch = async (person: string, { value }: { value: PersonRow }, row: ConsentRow): Promise<void> => {
    if (isOpen(row) && watchers.seen(person)) await change(value, (same) => same, { wake: true });
  };

  const find = async ({ person, isVisible: sees }: Sight, id: string) => {
    const row = await store.get<PersonRow>(people, person);
    const consent = row?.value.consents.find((one) => one.id === id);
    if (row === undefined || consent === undefined || !sees(consent)) throw new Refusal('not_found');
    return { row, consent };
  };

  /** A shop's server sees what is its client's and merchant's. */
  const sightOf = async ({ client, merchant }: Caller, opened: Opened | null, id: string): Promise<Sight> => {
    if (opened !== null) {
      const { person } = opened;
      return { person, mayModify: may(opened, 'modify'), isVisible: (row) => isVisible(opened, row) };
    }
    const [row] = await store.list(people, consentKey(client.id, merchant.id, id), { limit: 1 });
    if (row === undefined) throw new Refusal('not_found');
    return { person: row.id, mayModify: true, isVisible: () => true };
  };

  const untilNews = async (sight: Sight, known: ConsentRow, ms: number, signal: AbortSignal) => {
    const enough = new AbortController();
    const over = AbortSignal.any([signal, enough.signal]);
    const until = clock.now() + ms;
    const noLonger = metrics?.waits();
    try {
      for (;;) {
        // Listens before it looks: a change in between would be missed.
        const changed = holding.untilChange(
          ({ table, id }) => table === people && id === sight.person,
          Math.max(0, until - clock.now()),
          over,
        );
        const { consent } = await find(sight, known.id);
        if (consent.revision !== known.revision) return { consent };
        if (over.aborted || holding.isOver || clock.now() >= until) return { consent: null };
        await changed;
      }
    } finally {
      noLonger?.();
      enough.abort();
    }
  };

  return {
    async list(opened) {
      const { whose, companies } = opened;
      const { isCurrent } = await reader.recent(
        whose,
        companies.map(({ id }) => id),
      );
      const now = clock.now();
      const { consents } = await reader.known(whose);
      const seen = consents.filter((row) => isVisible(opened, row));
      const items = seen
        .filter((row) => isListed(row, seen, now))
        .map((row) => snapshotOf(row, may(opened, 'modify'), now));
      return { items: items.reverse(), current: isCurrent, now: new Date(now).toISOString() };
    },
    async one(caller, opened, id, { headers, signal }) {
      const wait = waitOf(headers.get('prefer'));
      const applied = appliedWait(wait);
      const sight = await sightOf(caller, opened, id);
      const { row, consent: known } = await find(sight, id);
      if (caller.kind === 'session') await watch(sight.person, row, known);
      const isNews = !namesTag(headers.get('if-none-match'), etagOf(known));
      const ms = (wait ?? 0) * 1000;
      const held = isNews
        ? { consent: known }
        : await holds.hold(caller, signal, (over) => untilNews(sight, known, ms, over));
      const consent = held?.consent ?? null;
      if (consent === null) {
        const retryAfter = String(held === null ? tooManyRetryAfter : askAgain);
        const none = { etag: etagOf(known), 'retry-after': retryAfter, ...applied };
        return new Response(null, { status: 304, headers: none });
      }
      return Response.json(snapshotOf(consent, sight.mayModify, clock.now()), {
        headers: { etag: etagOf(consent), ...applied },
      });
    },
  };
};

/** One that came to nothing is news for a day, or until the next for its company. */
const isListed = (row: ConsentRow, all: readonly ConsentRow[], now: number): boolean => {
  if (!isOver(row)) return true;
  const isLast = all.findLast(({ companyId }) => companyId === row.companyId) === row;
  return row.refusal !== null && isLast && now < row.changedAt + listed;
};
