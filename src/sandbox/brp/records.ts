import * as z from 'zod';

/** What the register can say that is to be done at the bank. */
export const bgcActions = ['add', 'modify', 'delete', 'none'] as const;

/**
 * An EFT consent. Numbers are texts: leading zeros are part of them. `underWay`: what has been sent to the bank, and in how
 * many bank days it answers; null days: never.
 */
export const Consent = z.object({
  kind: z.literal('consent'),
  id: z.string(),
  payernumber: z.string(),
  personid: z.string(),
  clearingnumber: z.string(),
  accountnumber: z.string(),
  /** `yyyy-MM-dd`, in Stockholm. */
  created: z.string(),
  companyid: z.string(),
  companyname: z.string(),
  active: z.boolean(),
  bgcaction: z.enum(bgcActions),
  /** Waits for the payer, in their internet bank: `put_off` is waiting too. */
  emedgivande: z.enum(['waiting', 'put_off', 'given']).nullable(),
  underWay: z
    .object({ what: z.enum(['add', 'modify', 'delete', 'emedgivande']), days: z.number().nullable() })
    .nullable(),
});
export type Consent = z.infer<typeof Consent>;

/** A member. `complete`: the record holds what banks demand of a payer. */
export const Person = z.object({
  kind: z.literal('person'),
  id: z.string(),
  name: z.string(),
  /** Twelve digits, the Swedish personal number. */
  payernumber: z.string(),
  complete: z.boolean(),
});
export type Person = z.infer<typeof Person>;

/** The bank's calendar: it moves only when told to. */
export const Calendar = z.object({ kind: z.literal('calendar'), id: z.literal('bank'), bankDay: z.number() });

export const Remembered = z.discriminatedUnion('kind', [Consent, Person, Calendar]);
export type Remembered = z.infer<typeof Remembered>;
export type Kind = Remembered['kind'];
export type Of<K extends Kind> = Extract<Remembered, { kind: K }>;
