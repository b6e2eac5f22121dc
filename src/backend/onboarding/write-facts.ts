import type { WriteFacts } from '../../protocol/onboarding-writes.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import type { Change } from './change.ts';
import { checkFacts, openSecrets, sealSecrets, withIds, withWritten } from './facts.ts';
import type { Opened } from './open.ts';
import type { OnboardingRow } from './record.ts';
import * as writes from './writes.ts';

/** An agent fills in what a merchant then accepts: nothing of money or of other people, and nothing afterwards. */
const checkAgent = ({ role }: Opened, { account }: OnboardingRow, body: WriteFacts): void => {
  if (role !== 'agent') return;
  const isMore = body.bankAccount !== undefined || body.people !== undefined;
  if (account !== null || isMore) throw new Refusal('token_insufficient');
};

/** Facts are written as they come; numbers of people and the bank account are sealed before they are stored. */
export const createWriteFacts = (
  { store, vault, clock }: Pick<Deps, 'store' | 'vault' | 'clock'>,
  change: Change,
) => {
  /** False: somebody else has written secrets meanwhile, which these do not have. */
  const writeOnce = async (opened: Opened, body: WriteFacts): Promise<boolean> => {
    const { id } = opened;
    const row = (await store.get<OnboardingRow>('onboardings', id))?.value;
    if (row === undefined) throw new Refusal('not_found');
    checkAgent(opened, row, body);
    const written = withIds(checkFacts(body, row.country, clock.now()), row.facts.people);
    const isSecret = written.people !== undefined || written.bankAccount !== undefined;
    const given = isSecret && {
      sealed: await sealSecrets(vault, id, withWritten(await openSecrets(vault, id, row), written)),
      sealedAt: clock.now(),
    };
    let isLate = false;
    await change(id, (now) => {
      isLate = isSecret && now.sealed !== row.sealed;
      if (isLate) return now;
      checkAgent(opened, now, body);
      return writes.writeFacts({ ...now, ...given }, written);
    });
    return !isLate;
  };

  return async (opened: Opened, body: WriteFacts): Promise<void> => {
    while (!(await writeOnce(opened, body)));
  };
};
