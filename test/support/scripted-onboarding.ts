import { ProviderError } from '../../src/providers/error.ts';
import {
  type MerchantOnboardingProvider,
  OnboardingRefused,
} from '../../src/providers/merchant-onboarding.ts';
import type {
  AccountReading,
  ApplicationReading,
  Entry,
  OptionOrder,
  OptionReading,
} from '../../src/providers/onboarding-readings.ts';

export interface ScriptedOnboarding extends MerchantOnboardingProvider {
  /** Every call, in the order in which they came: its name and what it said. */
  readonly calls: { readonly name: string; readonly said: unknown }[];
  readonly applied: ApplicationReading[];
  /** Answers of these calls are lost from now on, though the call has had its effect. */
  readonly lost: Set<string>;
  readonly optionOrders: OptionOrder[];
}

const account = 'T11200001';
export const rightCode = '123456';
/** Right too, and followed by a second factor. */
export const firstCode = '222222';
/** Opens another account than that of the merchant. */
export const otherCode = '333333';
/** What the provider's room keeps to itself. */
export const handle = 'handle-canary-7';

/** A provider that answers at once and remembers what it was told: a right code opens one account. */
export const scriptedOnboarding = (): ScriptedOnboarding => {
  const calls: ScriptedOnboarding['calls'] = [];
  const applied: ApplicationReading[] = [];
  const options: OptionReading[] = [];
  const lost = new Set<string>();
  const optionOrders: OptionOrder[] = [];
  const notes: { id: string; at: string; by: string; text: string }[] = [];

  const call = <T>(name: string, said: unknown, answer: () => T): Promise<T> => {
    calls.push({ name, said });
    const value = answer();
    return lost.has(name) ? Promise.reject(new ProviderError('unanswered', 'lost')) : Promise.resolve(value);
  };
  const reading = (): AccountReading => ({
    account,
    test: true,
    state: 'applied',
    key: null,
    company: null,
    address: null,
    billing: null,
    options: [...options],
    features: [{ id: 'creditcard', status: 'off' }],
  });
  const enter = (code: string): Entry => {
    if (code === firstCode) return { kind: 'second_factor', handle, channels: ['sms'] };
    if (code === otherCode) return { kind: 'in', accounts: ['T11200009'] };
    if (code !== rightCode) throw new OnboardingRefused('code_wrong', 'wrong');
    return { kind: 'in', accounts: [account] };
  };
  const later = <T>(name: string, said: unknown, answer: () => T): Promise<T> =>
    new Promise((resolve) => resolve(call(name, said, answer)));

  return {
    calls,
    applied,
    lost,
    optionOrders,
    name: 'dintero',
    test: true,
    countries: ['NO', 'SE'],
    options: [
      {
        id: 'swish',
        countries: ['SE'],
        preconditions: ['account', 'organization_number', 'approved_case'],
        fields: [{ id: 'number', kind: 'text', required: true, max: 20 }],
        opensHere: true,
      },
      { id: 'vipps', countries: ['NO'], preconditions: ['account'], fields: [], opensHere: true },
      { id: 'common', countries: [], preconditions: ['national_numbers'], fields: [], opensHere: true },
    ],
    agreement: () =>
      Promise.resolve([
        { id: 'terms', kind: 'terms', name: 'Terms', version: '2', url: 'https://provider.example/terms' },
        {
          id: 'pg',
          kind: 'personal_guarantee',
          name: 'Guarantee',
          version: '1',
          url: 'https://provider.example/pg',
        },
      ]),
    prices: () => Promise.resolve([]),
    signUp: {
      start: (order) => later('signUp.start', order, () => undefined),
      resend: (order) => later('signUp.resend', order, () => undefined),
      verify: (entered) => later('signUp.verify', entered, () => enter(entered.code)),
    },
    prefill: {
      create: (order) => later('prefill.create', order, () => ({ id: 'pre-1' })),
      read: () => Promise.resolve(null),
      accept: (id, order) => later('prefill.accept', { id, order }, () => enter(rightCode)),
    },
    logOn: {
      send: (to) => later('logOn.send', to, () => undefined),
      enter: (entered) => later('logOn.enter', entered, () => enter(entered.code)),
    },
    secondFactor: {
      send: (to, channel) => later('secondFactor.send', { to, channel }, () => undefined),
      enter: (of, code) => later('secondFactor.enter', { of }, () => enter(code)),
    },
    account: {
      read: (id) => later('account.read', id, reading),
      update: (id, change) => later('account.update', { id, change }, reading),
      requestFeature: (id, feature, wanted) => later('account.feature', { id, feature, wanted }, reading),
      upload: (id, { type, access, bytes }) =>
        later('account.upload', { id, type, access, size: bytes.size }, () => ({
          url: access === 'public' ? 'https://provider.example/logo.png' : null,
        })),
    },
    applications: {
      list: () => Promise.resolve([...applied]),
      create: (id, order) =>
        later('applications.create', { id, order }, () => {
          const made: ApplicationReading = {
            id: `case-${applied.length + 1}`,
            kind: order.kind,
            status: 'pending',
            caseStatus: 'automatic_review',
            destination: order.kind === 'payout' ? order.destination : null,
            organizationNumber: order.organizationNumber,
            createdAt: new Date(0).toISOString(),
            links: [],
          };
          applied.push(made);
          return made;
        }),
      read: (_, { id }) => Promise.resolve(applied.find((one) => one.id === id) ?? null),
      withdraw: (_, one) => later('applications.withdraw', one, () => undefined),
    },
    option: {
      read: (_, id) =>
        Promise.resolve(options.find((one) => one.id === id) ?? { id, status: 'none', link: null }),
      signUp: (_, id, order) =>
        later('option.signUp', id, () => {
          optionOrders.push(order);
          const made: OptionReading = { id, status: 'pending', link: null };
          options.push(made);
          return made;
        }),
      renew: (_, id) => later('option.renew', id, () => ({ id, status: 'pending', link: null }) as const),
    },
    platform: {
      merchants: () => Promise.resolve([]),
      invite: (order) =>
        later('platform.invite', order, () => ({
          account,
          test: true,
          state: 'applied' as const,
          name: order.company?.name ?? '',
          accountManager: null,
          key: order.key,
          applications: { payments: {}, payout: {} },
        })),
      onboardingLink: (id) =>
        later('platform.link', { id }, () => ({ url: 'https://provider.example/onboarding' })),
      // As the real one: the list leaves out what they say.
      notes: (id) => later('platform.notes', { id }, () => notes.map((note) => ({ ...note, text: null }))),
      addNote: (id, text) => {
        const note = { id: `note-${notes.length + 1}`, at: new Date(0).toISOString(), by: 'torvet', text };
        notes.push(note);
        return later('platform.addNote', { id }, () => note);
      },
    },
    async readHook(request) {
      if (request.headers.get('event-signature') !== 'good') throw new ProviderError('refused', 'not signed');
      return { delivery: request.headers.get('event-delivery') ?? '', event: 'cdd_case_update', account };
    },
  };
};
