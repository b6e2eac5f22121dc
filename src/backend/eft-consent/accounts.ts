import * as z from 'zod';
import type { EftAccount } from '../../providers/eft-consent.ts';
import type { Vault } from '../vault.ts';
import type { Accounts } from './learn.ts';
import type { PersonRow } from './record.ts';

const Account = z.strictObject({ clearing: z.string(), account: z.string() });

const contextOf = (consent: string): string => `eft_people/${consent}`;

/** Seals an account for one consent: nobody can read it in the store, nor move it to another. */
export const sealAccount = (vault: Vault, account: EftAccount, consent: string): Promise<string> =>
  vault.seal(JSON.stringify(account), contextOf(consent));

/** The accounts of what is under way, and of nothing else: with the order goes its account. */
export const openAccounts = async (vault: Vault, { consents }: PersonRow): Promise<Accounts> => {
  const opened = consents.map(async ({ id, order }): Promise<[string, EftAccount | null][]> => {
    if (order === null) return [];
    if (order.account === null) return [[id, null]];
    return [[id, Account.parse(JSON.parse(await vault.open(order.account, contextOf(id))))]];
  });
  return new Map((await Promise.all(opened)).flat());
};
