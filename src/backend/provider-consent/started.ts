import type { Deps } from '../deps.ts';
import type { Write } from '../store/store.ts';

/** The most companies that one session may name: enough for slips of the pen, too few to try who has given what. */
export const companiesPerSession = 5;

/** Milliseconds for which it is kept what a session has started: as long as a consent of which nothing is heard. */
const kept = 90 * 24 * 3_600_000;

/** Table: a row for each consent that a session has started. */
export const startedTable = 'provider_consents_started';

interface StartedRow {
  readonly consent: string;
}

/** What a session has started: it may see that, and nothing else. */
export const createStarted = ({ store, clock }: Pick<Deps, 'store' | 'clock'>) => ({
  /** Ids of consents, the one that was last started last. */
  async by(session: string): Promise<readonly string[]> {
    return (await store.list<StartedRow>(startedTable, session)).map(({ value }) => value.consent);
  },
  write: (session: string, consent: string): Write<StartedRow> => ({
    table: startedTable,
    id: `${session} ${consent}`,
    value: { consent },
    keys: [session],
    due: clock.now() + kept,
  }),
});
export type Started = ReturnType<typeof createStarted>;
