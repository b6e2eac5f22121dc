import * as z from 'zod';
import type { EftConsentReading } from '../eft-consent.ts';
import type { Fields } from './document.ts';
import type { Profile } from './profile.ts';

const Name = z.string().regex(/^\d{1,18}$/);

/** Absent and empty are the same: what is not known of one that waits for the bank. */
const Known = z
  .string()
  .trim()
  .max(200)
  .optional()
  .transform((text) => (text === undefined || text === '' ? null : text));

const Account = Known.refine((text) => text === null || /^[\d -]{1,34}$/.test(text));

const Consent = z.object({
  id: Name,
  payernumber: Known,
  personid: Name,
  clearingnumber: Account,
  accountnumber: Account,
  created: z.iso.date(),
  companyid: Name,
  // shown beside the company's name that we have: not worth a whole list
  companyname: Known.catch(null),
  active: z.enum(['true', 'false']),
  bgcaction: z.string().max(64),
});

/** One consent in our words; null: it is not one. Every number stays the text that it came as. */
export const toReading = (fields: Fields, { actions }: Profile): EftConsentReading | null => {
  const parsed = Consent.safeParse(fields);
  if (!parsed.success) return null;
  const told = parsed.data;
  const action = Object.hasOwn(actions, told.bgcaction) ? actions[told.bgcaction] : undefined;
  return {
    id: told.id,
    personId: told.personid,
    companyId: told.companyid,
    companyName: told.companyname,
    payerNumber: told.payernumber,
    clearing: told.clearingnumber,
    account: told.accountnumber,
    createdOn: told.created,
    active: told.active === 'true',
    action: action ?? 'other',
  };
};
