import type { EftConsentDetail } from '../../protocol/eft-consent.ts';
import type { EftConsentAction } from '../../protocol/eft-consent-words.ts';
import type { Caller } from '../caller.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import type { Sessions } from '../session/session.ts';
import { sessionId } from '../session/session-id.ts';
import type { Whose } from './change.ts';
import { type ConsentRow, companyKey, personRowId } from './record.ts';

/** What one session may see and do: one person's consents, to these companies. */
export interface Opened {
  /** Id of the session. */
  readonly session: string;
  readonly whose: Whose;
  /** Id of the person's row. */
  readonly person: string;
  readonly detail: EftConsentDetail;
  /** The companies, each with its key. */
  readonly companies: readonly { readonly id: string; readonly key: string; readonly name: string }[];
}

export const may = ({ detail }: Opened, action: EftConsentAction): boolean => detail.actions.includes(action);

/** Whoever may not list sees what was asked for under the session's own reference. */
export const isVisible = (opened: Opened, row: ConsentRow): boolean =>
  opened.companies.some(({ id }) => id === row.companyId) &&
  (may(opened, 'list') || row.reference === opened.detail.reference);

/** Opens the session of a browser, or with a server token the one of a reference. */
export const createOpen = ({ vault }: Pick<Deps, 'vault'>, sessions: Sessions) => {
  const open = async (session: string): Promise<Opened | null> => {
    const row = await sessions.read(session);
    const detail = row?.details.find((one) => one.type === 'eft_consent');
    if (row === undefined || detail === undefined) return null;
    const whose = { client: row.client, merchant: row.merchant, personId: detail.personId };
    const companies = detail.companies.map(async ({ id, name }) => ({
      id,
      key: await companyKey(vault, whose, id),
      name,
    }));
    return {
      session,
      whose,
      person: await personRowId(vault, whose),
      detail,
      companies: await Promise.all(companies),
    };
  };

  return {
    /** Throws `Refusal` `token_insufficient` for a session that was opened for something else. */
    async session({ session }: Caller): Promise<Opened> {
      const opened = session === null ? null : await open(session);
      if (opened === null) throw new Refusal('token_insufficient');
      return opened;
    },
    /** Throws `Refusal` `not_found` where there has been no such session. */
    async reference({ client, merchant }: Caller, reference: string): Promise<Opened> {
      const opened = await open(await sessionId(client.id, merchant.id, 'eft_consent', reference));
      if (opened === null) throw new Refusal('not_found');
      return opened;
    },
  };
};
