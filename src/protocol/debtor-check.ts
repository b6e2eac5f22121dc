import * as z from 'zod';
import { Debtor } from './primitives.ts';
import { debtorCheckOutcomes } from './words.ts';

/** Body of `POST /v1/debtor-checks`. */
export const CheckDebtor = z.strictObject({ debtor: Debtor }).meta({ id: 'CheckDebtor' });
export type CheckDebtor = z.infer<typeof CheckDebtor>;

/** Its answer. Good for this moment only: not to be kept. */
export const DebtorCheck = z
  .strictObject({ outcome: z.enum(debtorCheckOutcomes) })
  .meta({ id: 'DebtorCheck' });
export type DebtorCheck = z.infer<typeof DebtorCheck>;
