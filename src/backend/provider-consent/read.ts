import type { ProviderConsentList } from '../../protocol/provider-consent.ts';
import type { Caller } from '../caller.ts';
import { namesTag } from '../collection/conditions.ts';
import type { Deps } from '../deps.ts';
import { type Holds, tooManyRetryAfter } from '../edge/holds.ts';
import { appliedWait, waitOf } from '../edge/prefer.ts';
import { Refusal } from '../edge/problem.ts';
import type { Holding } from '../store/holding.ts';
import type { Row } from '../store/store.ts';
import { consentKeys, table } from './change.ts';
import type { BankPoller } from './poll-bank.ts';
import type { BankReader } from './read-bank.ts';
import { type ConsentRow, snapshotOf } from './record.ts';
import type { Sight } from './sight.ts';

/** Seconds after which to ask again, where nothing has changed. */
const askAgain = 1;

/** The most consents in one answer. */
const page = 100;

export const etagOf = ({ revision }: ConsentRow): string => `"${revision}"`;

/** Reads of one consent and of the list: at once if there is news, else held. While one is held the bank is watched. */
export const createReading = (
  { store, clock, metrics }: Pick<Deps, 'store' | 'clock' | 'metrics'>,
  parts: {
    readonly sight: Sight;
    readonly reader: BankReader;
    readonly poller: BankPoller;
    readonly holding: Holding;
    readonly holds: Holds;
  },
) => {
  const { sight, reader, poller, holding, holds } = parts;

  /** What `look` finds, as soon as it finds something, or when the time is over: then undefined. */
  const untilFound = async <T>(
    look: () => Promise<T | undefined>,
    concerns: (change: {
      readonly table: string;
      readonly id: string;
      readonly keys: readonly string[];
    }) => boolean,
    ms: number,
    signal: AbortSignal,
  ): Promise<T | undefined> => {
    const enough = new AbortController();
    const over = AbortSignal.any([signal, enough.signal]);
    const until = clock.now() + ms;
    const noLonger = metrics?.waits();
    const unwatch = poller.watch();
    try {
      for (;;) {
        // Listens before it looks: a change in between would be missed.
        const changed = holding.untilChange(concerns, Math.max(0, until - clock.now()), over);
        const found = await look();
        if (found !== undefined) return found;
        if (over.aborted || holding.isOver || clock.now() >= until) return undefined;
        await changed;
      }
    } finally {
      unwatch();
      noLonger?.();
      enough.abort();
    }
  };

  const readPage = async (caller: Caller, after: number): Promise<ProviderConsentList> => {
    const owner = consentKeys.owner(caller.client.id, caller.merchant.id);
    const rows = await store.list<ConsentRow>(table, owner, { after, limit: page });
    const now = clock.now();
    const readAt = await reader.readAt();
    return {
      items: rows.map(({ id, value }) => snapshotOf(id, value, now)),
      cursor: String(rows.at(-1)?.sequence ?? after),
      readAt: readAt === null ? null : new Date(readAt).toISOString(),
    };
  };

  return {
    async one(caller: Caller, id: string, { headers, signal }: Request): Promise<Response> {
      const known = await sight.find(caller, id);
      const wait = waitOf(headers.get('prefer'));
      const applied = appliedWait(wait);
      const isNews = !namesTag(headers.get('if-none-match'), etagOf(known.value));
      const look = async (): Promise<Row<ConsentRow> | undefined> => {
        const row = await sight.find(caller, id);
        return row.value.revision === known.value.revision ? undefined : row;
      };
      const concerns = (change: { table: string; id: string }) => change.table === table && change.id === id;
      const held = isNews
        ? known
        : await holds.hold(caller, signal, (over) => untilFound(look, concerns, (wait ?? 0) * 1000, over));
      if (held === undefined || held === null) {
        const retryAfter = String(held === null ? tooManyRetryAfter : askAgain);
        const none = { etag: etagOf(known.value), 'retry-after': retryAfter, ...applied };
        return new Response(null, { status: 304, headers: none });
      }
      return Response.json(snapshotOf(held.id, held.value, clock.now()), {
        headers: { etag: etagOf(held.value), ...applied },
      });
    },

    async list(caller: Caller, after: string, { headers, signal }: Request): Promise<Response> {
      await sight.checkList(caller);
      if (!/^\d{1,15}$/.test(after)) {
        throw new Refusal('query_invalid', { errors: [{ pointer: 'after', code: 'format' }] });
      }
      const wait = waitOf(headers.get('prefer'));
      const look = async (): Promise<ProviderConsentList | undefined> => {
        const found = await readPage(caller, Number(after));
        return found.items.length === 0 ? undefined : found;
      };
      const owner = consentKeys.owner(caller.client.id, caller.merchant.id);
      const held =
        wait === null
          ? undefined
          : await holds.hold(caller, signal, (over) =>
              untilFound(
                look,
                (change) => change.table === table && change.keys.includes(owner),
                wait * 1000,
                over,
              ),
            );
      const more = held === null ? { 'retry-after': String(tooManyRetryAfter) } : {};
      return Response.json(held ?? (await readPage(caller, Number(after))), {
        headers: { ...more, ...appliedWait(wait) },
      });
    },
  };
};
export type Reading = ReturnType<typeof createReading>;
