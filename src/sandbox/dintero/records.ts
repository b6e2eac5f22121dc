/** What this stand-in remembers. */
import * as z from 'zod';
import { Applicant, Billing, Company, Manager, SignUp } from './bodies.ts';

const Moment = z.number();
const Anything = z.record(z.string(), z.unknown());

export const caseStatuses = [
  'ACTIVE',
  'DECLINED',
  'UNDER_MANUAL_REVIEW',
  'AUTOMATIC_REVIEW',
  'WAITING_FOR_SIGNATURE',
  'WAITING_FOR_DECLARATION',
  'WAITING_FOR_DETAILS',
  'ERROR',
  'ARCHIVED',
  'TERMINATED',
] as const;
export type CaseStatus = (typeof caseStatuses)[number];

export const Connection = z.object({
  status: z.enum(['pending', 'enabled', 'failed', 'declined']),
  signup: Anything.nullable(),
  createdAt: Moment,
  /** Where the merchant goes on with it. */
  link: z.string().nullable(),
  expiresAt: Moment.nullable(),
  events: z.array(z.object({ at: Moment, event: z.string(), link: z.string().nullable() })),
});
export type Connection = z.infer<typeof Connection>;

export const Account = z.object({
  kind: z.literal('account'),
  id: z.string(),
  partner: z.string(),
  createdAt: Moment,
  applicant: Applicant,
  company: Company.nullable(),
  billing: Billing.nullable(),
  manager: Manager.nullable(),
  progression: z.enum(['applied', 'live', 'frozen', 'deactivated']),
  features: z.record(z.string(), z.object({ requested: z.string(), status: z.string() })),
  connections: z.record(z.string(), Connection),
  comments: z.array(z.object({ id: z.string(), at: Moment, by: z.string(), body: z.string() })),
});
export type Account = z.infer<typeof Account>;

const SignUpRecord = z.object({
  kind: z.literal('signup'),
  id: z.string(),
  partner: z.string(),
  body: SignUp,
  code: z.string(),
  until: Moment,
});

const PrefillRecord = z.object({
  kind: z.literal('prefill'),
  id: z.string(),
  partner: z.string(),
  body: SignUp,
});

export const Case = z.object({
  kind: z.literal('case'),
  id: z.string(),
  account: z.string(),
  what: z.enum(['payments', 'payout']),
  createdAt: Moment,
  body: Anything,
  status: z.enum(caseStatuses),
  /** When the automatic review is over; null: there is none. */
  decidedAt: Moment.nullable(),
});
export type Case = z.infer<typeof Case>;

const Login = z.object({
  kind: z.literal('login'),
  id: z.string(),
  partner: z.string(),
  email: z.string(),
  code: z.string(),
  until: Moment,
});

/** Somebody whose second factor is awaited: `id` is the `mfa_token`. */
const SecondFactor = z.object({
  kind: z.literal('second_factor'),
  id: z.string(),
  partner: z.string(),
  email: z.string(),
  oobCode: z.string().nullable(),
  code: z.string().nullable(),
  until: Moment,
});

const Refresh = z.object({
  kind: z.literal('refresh'),
  id: z.string(),
  account: z.string(),
  email: z.string(),
});

const AssetRecord = z.object({
  kind: z.literal('asset'),
  id: z.string(),
  account: z.string(),
  size: z.number(),
  type: z.string(),
  access: z.enum(['private', 'public']),
  until: Moment,
  /** Base64; null before it came. */
  file: z.string().nullable(),
});
export type AssetRecord = z.infer<typeof AssetRecord>;

export const Mail = z.object({
  kind: z.literal('mail'),
  id: z.string(),
  at: Moment,
  to: z.string(),
  channel: z.enum(['email', 'sms']),
  subject: z.string(),
  code: z.string().nullable(),
  link: z.string().nullable(),
});
export type Mail = z.infer<typeof Mail>;

export const Remembered = z.discriminatedUnion('kind', [
  Account,
  SignUpRecord,
  PrefillRecord,
  Case,
  Login,
  SecondFactor,
  Refresh,
  AssetRecord,
  Mail,
]);
export type Remembered = z.infer<typeof Remembered>;
export type Kind = Remembered['kind'];
export type Of<K extends Kind> = Extract<Remembered, { kind: K }>;
