import type { Deps } from '../deps.ts';
import { noDebtor } from '../session/debtor.ts';
import type { SessionRow } from '../session/session.ts';
import { type Row, StoreConflict, type Write } from '../store/store.ts';
import { createDueLoop, type DueLoop } from './due-loop.ts';
import { keysOf, type RequestRow } from './record.ts';

/** Erases what need not be known any longer: debtors, the answers to repeated POSTs, and what has left a board. */
export const createForgetting = (deps: Pick<Deps, 'store' | 'clock' | 'log'>): readonly DueLoop[] => {
  const { store } = deps;

  const erasedSession = ({ id, value, revision }: Row<SessionRow>): Write => ({
    table: 'sessions',
    id,
    value: { ...value, ...noDebtor },
    expect: revision,
  });

  /** The debtor of a request that ended. In its session too, unless that has been given another since. */
  const forgetRequest = async ({ id, value, revision }: Row<RequestRow>): Promise<readonly Write[]> => {
    const erased: Write = {
      table: 'collection_requests',
      id,
      value: { ...value, debtor: null, desk: value.desk && { ...value.desk, debtor: null } },
      expect: revision,
      keys: keysOf(value),
    };
    const session = await store.get<SessionRow>('sessions', value.session);
    const isOurs = session?.value.request === id && session.due === null;
    return isOurs ? [erased, erasedSession(session)] : [erased];
  };

  const forgetting = <T>(table: string, forget: (row: Row<T>) => Promise<readonly Write[]>): DueLoop =>
    createDueLoop<T>(deps, { table, atOnce: 16 }, async (row) => {
      try {
        await store.commit(await forget(row));
      } catch (error) {
        // Changed just now: it is still due, and comes again.
        if (!(error instanceof StoreConflict)) throw error;
      }
    });

  return [
    forgetting('collection_requests', forgetRequest),
    forgetting<SessionRow>('sessions', async (row) => [erasedSession(row)]),
    ...['idempotency', 'boards'].map((table) =>
      forgetting(table, async ({ id, revision }) => [{ table, id, value: undefined, expect: revision }]),
    ),
  ];
};
