import type { ModifyEftConsent } from '../../protocol/eft-consent.ts';
import type { Caller } from '../caller.ts';
import { keepText } from '../collection/evidence.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import { sealAccount } from './accounts.ts';
import type { Change } from './change.ts';
import { withOne } from './learn.ts';
import { evidenceOf, newOrder, tellOrdered } from './new-consent.ts';
import { isVisible, may, type Opened } from './open.ts';
import { objectionTo } from './show.ts';
import { readAccount, shownTerms, termsOf } from './terms.ts';

export type Modify = (caller: Caller, opened: Opened, id: string, body: ModifyEftConsent) => Promise<void>;

/**
 * Orders another account for a consent: stored when it resolves, and not sent. Throws `Refusal` `not_found`, and
 * `consent_not_modifiable` while something is under way.
 */
export const createModify =
  ({ store, vault, clock, log }: Pick<Deps, 'store' | 'vault' | 'clock' | 'log'>, change: Change): Modify =>
  async (caller, opened, id, body) => {
    if (!may(opened, 'modify')) throw new Refusal('token_insufficient');
    const shown = await shownTerms(termsOf(caller.merchant), body.mandateText);
    const account = await sealAccount(vault, readAccount(body), id);
    const now = clock.now();
    const evidence = evidenceOf('modify', caller, opened, shown, now);
    await change(
      opened.whose,
      (person) => {
        const known = person.consents.find((one) => one.id === id);
        if (known === undefined || !isVisible(opened, known)) throw new Refusal('not_found');
        if (objectionTo(known, true) !== null) throw new Refusal('consent_not_modifiable');
        return withOne(person, id, (row) => ({
          ...row,
          reference: opened.detail.reference,
          order: newOrder('modify', account, now),
          refusal: null,
          askedAt: now,
          evidence: [...row.evidence, evidence],
        }));
      },
      { wake: true, writes: () => keepText(store, shown.sha256, shown.text) },
    );
    tellOrdered(log, 'modify', caller, opened, id);
  };
