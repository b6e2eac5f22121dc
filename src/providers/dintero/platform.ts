import * as z from 'zod';
import type { CaseStatus } from '../../protocol/onboarding-words.ts';
import type { MerchantOnboardingProvider } from '../merchant-onboarding.ts';
import type { MerchantQuery, MerchantReading, Note as NoteReading } from '../onboarding-readings.ts';
import { nonsense } from './answers.ts';
import type { Call } from './line.ts';
import { readCase, readState } from './reading.ts';
import { checked, Invitation } from './requests.ts';
import { ask, type Room } from './room.ts';
import { Account, Note, OnboardingLink, type WireAccount } from './wire.ts';
import { writeInvitation } from './write.ts';

type Counts = Readonly<Partial<Record<CaseStatus, number>>>;

/** Words that mean the same to us are counted together. */
const readCounts = (wire: Readonly<Record<string, number>> | null | undefined): Counts => {
  const counts: Partial<Record<CaseStatus, number>> = {};
  for (const [word, count] of Object.entries(wire ?? {})) {
    const status = readCase(word);
    if (count > 0) counts[status] = (counts[status] ?? 0) + count;
  }
  return counts;
};

const readNote = (wire: z.infer<typeof Note>): NoteReading => ({
  id: wire.id,
  at: wire.created_at,
  by: wire.created_by ?? null,
  text: wire.body ?? null,
});

/** What the platform's own people see of its merchants, and do for them. */
export const createPlatform = (room: Room): MerchantOnboardingProvider['platform'] => {
  const { access, partner } = room;
  const { asPartner } = access;
  const base = `/accounts/${partner.account}/management/accounts`;

  const readMerchant = (account: string, wire: WireAccount): MerchantReading => ({
    account,
    test: partner.test,
    state: readState(wire.progression),
    name: wire.company?.business_name ?? '',
    accountManager: wire.account_manager?.email ?? null,
    key: wire.applicant?.signup_reference ?? null,
    applications: {
      payments: readCounts(wire.approvals_payments_statuses),
      payout: readCounts(wire.approvals_payout_destinations_statuses),
    },
  });

  const below = (account: string, what: string): string => {
    partner.check(account);
    return `${base}/${account}/${what}`;
  };

  const writeQuery = ({ search, accountManager, after, limit }: MerchantQuery): Record<string, string> => ({
    ...(search === undefined ? {} : { search }),
    ...(accountManager === undefined ? {} : { account_manager: accountManager }),
    ...(after === undefined ? {} : { starting_after: after }),
    limit: String(limit ?? 100),
  });

  return {
    async merchants(query, signal) {
      const call: Call = { name: 'accounts', method: 'GET', path: base, query: writeQuery(query) };
      const told = await ask(room, asPartner, call, z.array(Account), signal);
      // One of another environment, or the platform's own, is nobody's merchant.
      return told.flatMap((wire) => {
        const account = partner.own(wire.account_id);
        return account === null ? [] : [readMerchant(account, wire)];
      });
    },
    async invite(order, signal) {
      const body = checked('invite', Invitation, writeInvitation(order));
      const call: Call = { name: 'invite', method: 'POST', path: base, body };
      const told = await ask(room, asPartner, call, Account, signal);
      const account = partner.own(told.account_id);
      if (account === null) throw nonsense(call, 'an account that is not ours', 200);
      return readMerchant(account, told);
    },
    async onboardingLink(account, signal) {
      const path = below(account, 'partner_onboarding_link');
      const call: Call = { name: 'onboarding_link', method: 'POST', path };
      return { url: (await ask(room, asPartner, call, OnboardingLink, signal)).partner_onboarding_url };
    },
    async notes(account, signal) {
      const call: Call = {
        name: 'notes',
        method: 'GET',
        path: below(account, 'events'),
        query: { type: 'comment', limit: '100' },
      };
      return (await ask(room, asPartner, call, z.array(Note), signal)).map(readNote);
    },
    async addNote(account, text, signal) {
      const call: Call = {
        name: 'add_note',
        method: 'POST',
        path: below(account, 'events'),
        body: { event_type: 'comment', body: text, visibility: 'private' },
      };
      return readNote(await ask(room, asPartner, call, Note, signal));
    },
  };
};
