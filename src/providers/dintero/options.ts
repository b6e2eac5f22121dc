/** Every payment option as one row: what it needs, what it asks, where it is, and what its sign-up says. */
import type * as z from 'zod';
import type { OptionId } from '../../protocol/onboarding-words.ts';
import type { OptionField, OptionKind, OptionOrder } from '../onboarding-readings.ts';
import type { Profile } from './profile.ts';
import * as body from './signup-bodies.ts';
import { Common, commonFields, writeCommon } from './signup-common.ts';

export interface OptionRow extends OptionKind {
  /** With `{account}`. A function where it is only guessed, and stands in the profile. */
  readonly path: string | ((profile: Profile) => string);
  /** Null: a sign-up of this option has no body. */
  readonly signup: {
    readonly schema: z.ZodType;
    readonly write: (order: OptionOrder, profile: Profile) => unknown;
  } | null;
  /** Whether a link that expired can be replaced, by `PUT`. */
  readonly renews?: true;
}

const connections = '/accounts/{account}/management/settings/connections';

const choices = (...of: readonly string[]): OptionField => ({
  id: 'payment_options',
  kind: 'choices',
  required: true,
  choices: of,
});

const needsNumber = ['account', 'organization_number'] as const;
const needsCase = ['account', 'country', 'approved_case'] as const;

/** In the order to offer. */
export const optionRows: readonly OptionRow[] = [
  {
    id: 'swish',
    path: `${connections}/swish`,
    countries: ['SE'],
    preconditions: [...needsNumber, 'country', 'website'],
    fields: [],
    opensHere: true,
    signup: { schema: body.Swish, write: body.writeSwish },
  },
  {
    id: 'vipps',
    path: `${connections}/vipps`,
    countries: ['NO'],
    preconditions: [...needsNumber, 'country'],
    fields: [],
    opensHere: true,
    signup: null,
    renews: true,
  },
  {
    id: 'klarna',
    path: ({ paths }) => paths.connections.klarna,
    countries: ['NO', 'SE', 'DK', 'FI'],
    preconditions: needsCase,
    fields: [choices('klarna.klarna', 'klarna.billie')],
    opensHere: true,
    signup: { schema: body.Klarna, write: body.writeKlarna },
  },
  {
    id: 'vipps_psp',
    path: ({ paths }) => paths.connections.vipps_psp,
    countries: ['NO'],
    preconditions: needsCase,
    fields: [],
    opensHere: true,
    signup: { schema: body.VippsPsp, write: body.writeVippsPsp },
  },
  {
    id: 'payex',
    path: `${connections}/payex/payex.creditcard`,
    countries: [],
    preconditions: needsNumber,
    fields: [],
    opensHere: true,
    signup: { schema: body.PayEx, write: body.writePayEx },
  },
  {
    id: 'collector',
    path: `${connections}/collector`,
    countries: [],
    preconditions: [...needsNumber, 'website', 'bank_account'],
    fields: [
      choices('collector.invoice', 'collector.invoice_b2b', 'collector.installment'),
      { id: 'bank_name', kind: 'text', required: false, max: 80 },
    ],
    opensHere: true,
    signup: { schema: body.Collector, write: body.writeCollector },
  },
  {
    id: 'instabank',
    path: `${connections}/instabank`,
    countries: ['NO'],
    preconditions: [...needsNumber, 'country', 'bank_account'],
    fields: [
      choices('instabank.invoice', 'instabank.finance', 'instabank.postponement', 'instabank.installment'),
      { id: 'transactions', kind: 'whole', required: true },
      { id: 'volume', kind: 'whole', required: true },
      { id: 'finance_transactions', kind: 'whole', required: true },
      { id: 'finance_volume', kind: 'whole', required: true },
      { id: 'industry', kind: 'text', required: false, max: 80 },
    ],
    opensHere: true,
    signup: { schema: body.Instabank, write: body.writeInstabank },
  },
  {
    id: 'common',
    path: `${connections}/common`,
    countries: [],
    preconditions: [...needsNumber, 'people', 'national_numbers', 'bank_account'],
    fields: commonFields,
    opensHere: true,
    signup: { schema: Common, write: writeCommon },
  },
  // Signed up for by the acquirer: the merchant does not have the numbers that these ask for.
  ...(['bambora', 'applepay', 'visa_tokens'] as const).map(
    (id: OptionId): OptionRow => ({
      id,
      path: '',
      countries: [],
      preconditions: [],
      fields: [],
      opensHere: false,
      signup: null,
    }),
  ),
];
