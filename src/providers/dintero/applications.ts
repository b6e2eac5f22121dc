import { type MerchantOnboardingProvider, OnboardingRefused } from '../merchant-onboarding.ts';
import type { Call } from './line.ts';
import { readApproval } from './reading.ts';
import { checked, PaymentsApproval, PayoutApproval } from './requests.ts';
import { ask, find, type Room, tell } from './room.ts';
import { Approval, PaymentsApprovals, PayoutApprovals } from './wire.ts';
import { writePayments, writePayout } from './write.ts';

/** Applications to take payments, and to have money paid out: cases, looked at by the provider's staff. */
export const createApplications = (room: Room): MerchantOnboardingProvider['applications'] => {
  const { access, profile } = room;
  const base = (account: string) => `/accounts/${account}/management/settings/approvals`;
  const paymentsPath = (account: string) => `${base(account)}/payments`;
  const payoutsPath = (account: string) => `${base(account)}/payout-destinations`;

  const listPayments = async (account: string, signal: AbortSignal) => {
    const call: Call = { name: 'payments', method: 'GET', path: paymentsPath(account) };
    const told = await ask(room, access.asMerchant(account), call, PaymentsApprovals, signal);
    return told.payments.map((one) => readApproval('payments', one));
  };

  const listPayouts = async (account: string, signal: AbortSignal) => {
    const call: Call = { name: 'payouts', method: 'GET', path: payoutsPath(account) };
    const told = await ask(room, access.asMerchant(account), call, PayoutApprovals, signal);
    return told.payout_destinations.map((one) => readApproval('payout', one));
  };

  const fill = (template: string, account: string, id: string): string =>
    template.replace('{account}', account).replace('{id}', encodeURIComponent(id));

  return {
    async list(account, signal) {
      const both = await Promise.all([listPayments(account, signal), listPayouts(account, signal)]);
      return both.flat();
    },
    async create(account, order, signal) {
      const isPayout = order.kind === 'payout';
      const body = isPayout
        ? checked('payout', PayoutApproval, writePayout(order))
        : checked('payments', PaymentsApproval, writePayments(order, profile));
      const path = isPayout ? payoutsPath(account) : paymentsPath(account);
      const call: Call = { name: `apply ${order.kind}`, method: 'POST', path, body };
      return readApproval(order.kind, await ask(room, access.asMerchant(account), call, Approval, signal));
    },
    async read(account, { kind, id }, signal) {
      // There is no operation for one of these.
      if (kind === 'payments') {
        return (await listPayments(account, signal)).find((one) => one.id === id) ?? null;
      }
      const path = fill(profile.paths.payoutApproval, account, id);
      const call: Call = { name: 'payout', method: 'GET', path };
      const told = await find(room, access.asMerchant(account), call, Approval, signal);
      return told === null ? null : readApproval('payout', told);
    },
    async withdraw(account, { kind, id, active }, signal) {
      if (kind === 'payments') {
        throw new OnboardingRefused('not_allowed', 'withdraw: there is no way to, for payments');
      }
      const path = `${payoutsPath(account)}/${encodeURIComponent(id)}`;
      const query = active ? { delete_active: 'true' } : {};
      await tell(
        room,
        access.asMerchant(account),
        { name: 'withdraw', method: 'DELETE', path, query },
        signal,
      );
    },
  };
};
