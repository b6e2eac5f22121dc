import { type Desk, iso } from './call.ts';
import { type Account, type Case, type Connection, caseStatuses } from './records.ts';

/** What an account looks like from outside, gateways' secrets and all: whoever asks must leave them out. */

/** Stands for what a real answer holds in its place. A test looks for it everywhere else. */
export const gatewaySecret = 'sandbox-gateway-secret';

export const viewConnection = (connection: Connection | undefined): object => {
  if (connection === undefined) return {};
  const { status, signup, createdAt, link, expiresAt, events } = connection;
  const enabled = status === 'enabled' && {
    configuration: {
      payment_options: signup?.payment_options ?? [],
      merchant_serial_number: '123456',
      subscription_keys: [{ product: 'Access', ocp_apim_subscription_key: gatewaySecret }],
      md5_key: gatewaySecret,
      secret_token: gatewaySecret,
    },
  };
  return {
    created_at: iso(createdAt),
    created_by: 'sandbox',
    updated_at: iso(events.at(-1)?.at ?? createdAt),
    metadata: {},
    status,
    events: events.map((event, at) => ({
      id: String(at),
      created_at: iso(event.at),
      created_by: 'sandbox',
      status: 'pending',
      event: event.event,
      description: 'The gateway says so',
      ...(event.link !== null && { metadata: { signature_link: event.link } }),
    })),
    schema: 0,
    ...enabled,
    signup: {
      ...signup,
      created_at: iso(createdAt),
      ...(link !== null && { url: link }),
      ...(expiresAt !== null && { expires_at: iso(expiresAt) }),
    },
  };
};

const payoutFeatures = ['split_payment', 'daily_payouts'];

const viewServices = ({ features }: Account): object => {
  const entries = Object.entries(features);
  const isOfPayout = ([name]: (typeof entries)[number]) => payoutFeatures.includes(name);
  return {
    checkout: { features: Object.fromEntries(entries.filter((one) => !isOfPayout(one))) },
    payout: { features: Object.fromEntries(entries.filter(isOfPayout)) },
  };
};

/** As the merchant sees it. */
export const viewSettings = (account: Account): object => ({
  id: account.id,
  account_id: account.id,
  partner_id: account.partner.slice(0, 4),
  created_at: iso(account.createdAt),
  created_by: 'sandbox',
  livemode: false,
  active: account.progression === 'live',
  applicant: account.applicant,
  ...(account.company !== null && { company: account.company }),
  ...(account.billing !== null && { billing: account.billing }),
  connections: Object.fromEntries(
    Object.entries(account.connections).map(([name, one]) => [name, viewConnection(one)]),
  ),
  services: viewServices(account),
});

const count = (cases: readonly Case[]): Record<string, number> =>
  Object.fromEntries(
    caseStatuses.map((status) => [status, cases.filter((one) => one.status === status).length]),
  );

/** As its partner sees it. */
export const viewAccount = ({ book }: Desk, account: Account): object => {
  const cases = book.all('case').filter((one) => one.account === account.id);
  return {
    ...viewSettings(account),
    progression: account.progression,
    ...(account.manager !== null && { account_manager: account.manager }),
    approvals_payments_statuses: count(cases.filter(({ what }) => what === 'payments')),
    approvals_payout_destinations_statuses: count(cases.filter(({ what }) => what === 'payout')),
  };
};
