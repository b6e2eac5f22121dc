import { checkableSchemesOf, creditorNamed, creditorOf } from '../collection/terms.ts';
import type { Deps } from '../deps.ts';
import type { TaskKinds } from '../session/task-kinds.ts';

export const createDebtorCheckTask = ({
  providers,
}: Pick<Deps, 'providers'>): NonNullable<TaskKinds['debtor_check']> => ({
  admit(detail, merchant) {
    creditorNamed(merchant, providers);
    return detail;
  },
  async show({ type, provider }, { caller }) {
    const creditor = creditorOf(caller.merchant, providers);
    return {
      test: creditor.provider.test,
      task: { type, provider, debtorSchemes: checkableSchemesOf(creditor) },
    };
  },
});
