import type { MerchantOnboardingProvider } from '../merchant-onboarding.ts';
import type { AccountChange, AccountReading } from '../onboarding-readings.ts';
import { nonsense } from './answers.ts';
import type { Call } from './line.ts';
import { readAccount } from './reading.ts';
import { ask, type Room, tell } from './room.ts';
import { Account, Settings } from './wire.ts';
import { writeAddress, writeBilling, writeCompany } from './write.ts';

/** Fields that a change does not speak of stay as they are. */
const merge = (
  before: Readonly<Record<string, unknown>> | null | undefined,
  after: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const said = Object.entries(after).filter(([, value]) => value !== undefined);
  return { ...before, ...Object.fromEntries(said) };
};

/** Payouts have features of their own; all others are the checkout's. */
const payoutFeatures: readonly string[] = ['split_payment', 'daily_payouts'];

/** An account: read as the platform sees it, changed as the merchant would change it. */
export const createAccount = (
  room: Room,
): Pick<MerchantOnboardingProvider['account'], 'read' | 'update' | 'requestFeature'> => {
  const { access, partner, profile } = room;
  const settingsPath = (account: string) => `/accounts/${account}/management/settings`;

  const read = async (account: string, signal: AbortSignal): Promise<AccountReading> => {
    partner.check(account);
    const path = `/accounts/${partner.account}/management/accounts/${account}`;
    // Only here does it say how far the account has come: the merchant is not shown.
    const call: Call = { name: 'account', method: 'GET', path };
    const told = await ask(room, access.asPartner, call, Account, signal);
    if (partner.own(told.account_id) !== account) throw nonsense(call, 'another account', 200);
    return readAccount(account, told, profile);
  };

  const put = async (account: string, body: unknown, signal: AbortSignal): Promise<AccountReading> => {
    const call: Call = { name: 'settings', method: 'PUT', path: settingsPath(account), body };
    await tell(room, access.asMerchant(account), call, signal);
    return read(account, signal);
  };

  /** What is written replaces the whole company: so what stands there is read first. */
  const write = async (account: string, change: AccountChange, signal: AbortSignal) => {
    const call: Call = { name: 'settings', method: 'GET', path: settingsPath(account) };
    const now = await ask(room, access.asMerchant(account), call, Settings, signal);
    const { company, address, billing, logo } = change;
    const where = address && writeAddress(address);
    const branding = logo && { branding: { ...asObject(now.company?.branding), logo_url: logo } };
    const whose = merge(now.company, {
      ...(company && writeCompany(company)),
      ...(where && { address: where }),
      ...branding,
    });
    const at = billing?.address ? writeAddress(billing.address) : (now.billing?.address ?? whose.address);
    return {
      ...((company || address || logo) && { company: whose }),
      ...(billing && { billing: merge(now.billing, { ...writeBilling(billing), address: at }) }),
    };
  };

  return {
    read,
    async update(account, change, signal) {
      const body = await write(account, change, signal);
      return Object.keys(body).length === 0 ? read(account, signal) : put(account, body, signal);
    },
    requestFeature(account, feature, wanted, signal) {
      const service = payoutFeatures.includes(feature) ? 'payout' : 'checkout';
      const requested = wanted ? profile.requested.on : profile.requested.off;
      return put(account, { services: { [service]: { features: { [feature]: { requested } } } } }, signal);
    },
  };
};

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});
