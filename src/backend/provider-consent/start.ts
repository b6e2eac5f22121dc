import type { ProviderConsent, StartProviderConsent } from '../../protocol/provider-consent.ts';
import type { Caller } from '../caller.ts';
import { createOnce, type FirstAnswer } from '../collection/idempotency.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import type { Sessions } from '../session/session.ts';
import type { Change } from './change.ts';
import { askedAgain, awaited } from './learn.ts';
import { consentId, snapshotOf } from './record.ts';
import { companiesPerSession, type Started } from './started.ts';
import { readCompany } from './task.ts';

/** Throws `Refusal` `token_insufficient` for a session that was opened for something else. */
export type Start = (
  caller: Caller,
) => Promise<(key: string | undefined, body: StartProviderConsent) => Promise<FirstAnswer<ProviderConsent>>>;

/**
 * Begins to follow a company's consent, or goes on with the one there is. Throws `Refusal` `company_missing`,
 * `company_invalid`, or `requests_used_up` for a session that has named too many.
 */
export const createStart = (
  deps: Pick<Deps, 'store' | 'vault' | 'clock'>,
  sessions: Sessions,
  change: Change,
  started: Started,
): Start => {
  const once = createOnce<ProviderConsent>(deps);

  return async ({ session }) => {
    const row = session === null ? undefined : await sessions.read(session);
    const detail = row?.details.find((one) => one.type === 'provider_consent');
    if (session === null || row === undefined || detail === undefined)
      throw new Refusal('token_insufficient');

    return (key, body) =>
      once({ scope: `session ${session} consent`, key, body }, async (remember) => {
        const { client, merchant } = row;
        const businessId = companyOf(detail.company?.businessId, body);
        const { reference, products } = detail;
        const wanted = { client, merchant, businessId, reference, asked: products };
        const id = await consentId(deps.vault, wanted);
        const before = await started.by(session);
        if (!before.includes(id) && before.length >= companiesPerSession) {
          throw new Refusal('requests_used_up');
        }
        let answer: FirstAnswer<ProviderConsent> | undefined;
        let status: 200 | 201 = 200;
        await change(
          wanted,
          (known, now) => {
            status = known === undefined ? 201 : 200;
            return known === undefined ? awaited(wanted, now) : askedAgain(known, wanted, now);
          },
          {
            also(_, consent, now) {
              answer = { status, body: snapshotOf(id, consent, now) };
              return [remember(answer), started.write(session, id)];
            },
          },
        );
        if (answer === undefined) throw new Refusal('unavailable');
        return answer;
      });
  };
};

/** The session's company is the only one; where it names none, whoever sits there does. */
const companyOf = (signed: string | undefined, { company }: StartProviderConsent): string => {
  if (company === undefined) {
    if (signed === undefined) throw new Refusal('company_missing');
    return signed;
  }
  const named = readCompany(company.businessId, '/company/businessId', 'company_invalid');
  if (signed !== undefined && named !== signed) {
    throw new Refusal('company_invalid', {
      errors: [{ pointer: '/company/businessId', code: 'not_allowed' }],
    });
  }
  return named;
};
