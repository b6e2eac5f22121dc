import type { EftConsentDetail } from '../../protocol/eft-consent.ts';
import type { EftConsentProvider } from '../../providers/eft-consent.ts';
import type { Deps } from '../deps.ts';
import type { TaskKind } from '../session/task-kinds.ts';
import { companyKey } from './record.ts';
import { checkDetail, mandateTextOf, termsOf } from './terms.ts';

/** The task of this room: one person's consents to some companies. */
export const createEftConsentTask = (
  { vault }: Pick<Deps, 'vault'>,
  { test }: EftConsentProvider,
): TaskKind<EftConsentDetail> => ({
  admit(detail, merchant) {
    checkDetail(merchant, detail);
    return detail;
  },
  async show({ type, provider, reference, companies, actions }, { row, caller }) {
    const terms = termsOf(caller.merchant);
    const shown = companies.map(async ({ id, name }) => ({ key: await companyKey(vault, row, id), name }));
    return {
      test,
      task: {
        type,
        provider,
        reference,
        companies: await Promise.all(shown),
        actions,
        mandateText: await mandateTextOf(terms),
        offers: terms.offers,
      },
    };
  },
});
