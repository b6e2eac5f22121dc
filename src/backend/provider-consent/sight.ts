import type { Caller } from '../caller.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import type { Sessions } from '../session/session.ts';
import type { Row } from '../store/store.ts';
import { table } from './change.ts';
import type { ConsentRow } from './record.ts';
import type { Started } from './started.ts';

/** Who may see which consent: the session that started it, a list's, and the service provider's own server. */
export const createSight = ({ store }: Pick<Deps, 'store'>, sessions: Sessions, started: Started) => {
  /** Whether the caller sees all consents, or those of its session. Throws `Refusal` `token_insufficient`. */
  const seesAll = async ({ session }: Caller): Promise<boolean> => {
    if (session === null) return true;
    const types = (await sessions.read(session))?.details.map(({ type }) => type) ?? [];
    if (types.includes('provider_consent_list')) return true;
    if (types.includes('provider_consent')) return false;
    throw new Refusal('token_insufficient');
  };

  const isStartedBy = async ({ session }: Caller, id: string): Promise<boolean> =>
    session !== null && (await started.by(session)).includes(id);

  return {
    /** Throws `Refusal` `token_insufficient`. */
    async checkList(caller: Caller): Promise<void> {
      if (!(await seesAll(caller))) throw new Refusal('token_insufficient');
    },
    /** Throws `Refusal` `token_insufficient`, or `not_found`, also for one that is not theirs to see. */
    async find(caller: Caller, id: string): Promise<Row<ConsentRow>> {
      const isVisible = (await seesAll(caller)) || (await isStartedBy(caller, id));
      const row = await store.get<ConsentRow>(table, id);
      const { client, merchant } = caller;
      const isTheirs = row?.value.client === client.id && row.value.merchant === merchant.id;
      if (row === undefined || !isTheirs || !isVisible) throw new Refusal('not_found');
      return row;
    },
  };
};
export type Sight = ReturnType<typeof createSight>;
