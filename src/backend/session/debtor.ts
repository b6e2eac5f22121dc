import { mask } from '../../identifiers/mask.ts';
import { Debtor } from '../../protocol/primitives.ts';
import type { Vault } from '../vault.ts';
import type { SessionRow } from './session.ts';

/** Milliseconds for which a session keeps a debtor that no request has been made for. */
export const unusedDebtorKept = 24 * 3_600_000;

/** Seals a debtor for one row: nobody can read it there, nor move it to another row. */
export const sealDebtor = (vault: Vault, debtor: Debtor, table: string, id: string): Promise<string> =>
  vault.seal(JSON.stringify(debtor), `${table}/${id}`);

export const openDebtor = async (vault: Vault, sealed: string, table: string, id: string): Promise<Debtor> =>
  Debtor.parse(JSON.parse(await vault.open(sealed, `${table}/${id}`)));

/** What a session row keeps of a debtor. */
export const debtorIn = async (
  vault: Vault,
  debtor: Debtor,
  session: string,
): Promise<Pick<SessionRow, 'debtor' | 'debtorHint'>> => ({
  debtor: await sealDebtor(vault, debtor, 'sessions', session),
  debtorHint: { scheme: debtor.scheme, masked: mask(debtor.value) },
});

/** Whether it names a customer of the shop's by the shop's own number. Any other number would name another customer. */
export const isOneCustomer = ({ scheme }: Debtor): boolean => scheme === 'customer_number';

export const noDebtor = { debtor: null, debtorHint: null } as const;
