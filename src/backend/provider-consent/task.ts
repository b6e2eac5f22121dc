import { checkYTunnus } from '../../identifiers/y-tunnus.ts';
import type { Asking } from '../../protocol/provider-consent.ts';
import type { ProviderConsentProvider } from '../../providers/provider-consent.ts';
import type { MerchantConfig } from '../config.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import type { TaskKinds } from '../session/task-kinds.ts';
import { table } from './change.ts';
import { type ConsentRow, snapshotOf } from './record.ts';
import type { Started } from './started.ts';

/** Who asks, as companies find it at the bank. Throws `Refusal` where the merchant is no service provider there. */
export const askingOf = ({ name, op }: MerchantConfig): Asking => {
  if (op === undefined) {
    throw new Refusal('body_invalid', { errors: [{ pointer: '/provider', code: 'not_allowed' }] });
  }
  return { name, businessId: op.businessId };
};

/** A Business ID in its normal form. Throws `Refusal` with this code for one that cannot be right. */
export const readCompany = (typed: string, pointer: string, code: 'body_invalid' | 'company_invalid') => {
  const verdict = checkYTunnus(typed);
  if (!verdict.ok) throw new Refusal(code, { errors: [{ pointer, code: 'format' }] });
  return verdict.value;
};

/** The tasks of this room: one company gives a consent, or all that were given are looked at. */
export const createProviderConsentTasks = (
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  { adminUrl, test }: ProviderConsentProvider,
  started: Started,
): Pick<TaskKinds, 'provider_consent' | 'provider_consent_list'> => ({
  provider_consent: {
    admit(detail, merchant) {
      askingOf(merchant);
      if (detail.company === undefined) return detail;
      const businessId = readCompany(detail.company.businessId, '/company/businessId', 'body_invalid');
      return { ...detail, company: { businessId } };
    },
    async show({ type, provider, reference, company, products }, { id, caller }) {
      const last = (await started.by(id)).at(-1);
      const row = last === undefined ? undefined : await store.get<ConsentRow>(table, last);
      return {
        test,
        task: {
          type,
          provider,
          reference,
          asking: askingOf(caller.merchant),
          company: company ?? null,
          products,
          adminUrl,
          consent: row === undefined ? null : snapshotOf(row.id, row.value, clock.now()),
        },
      };
    },
  },
  provider_consent_list: {
    admit(detail, merchant) {
      askingOf(merchant);
      return detail;
    },
    async show({ type, provider }, { caller }) {
      return { test, task: { type, provider, asking: askingOf(caller.merchant) } };
    },
  },
});
