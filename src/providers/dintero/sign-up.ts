import type * as z from 'zod';
import { ProviderError } from '../error.ts';
import { type MerchantOnboardingProvider, OnboardingRefused } from '../merchant-onboarding.ts';
import type { Entry, PrefillReading, SignUpOrder } from '../onboarding-readings.ts';
import type { Call } from './line.ts';
import { readAddress, readApplicant, readBilling, readCompany } from './reading.ts';
import { checked, Prefill as PrefillRequest, SignUp } from './requests.ts';
import { ask, find, type Room, tell } from './room.ts';
import { Authorized, Prefill } from './wire.ts';
import { writePrefill, writeSignUp } from './write.ts';

/** With it the answer says which account it is: it comes with tokens, which nobody here needs. */
const authorize = { authorize: 'Bearer' };

/** Whose address it is does not depend on how it is written. */
const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** A refusal that does not say what is wrong, where a code is all that was said, is about the code. */
const asCodeFault = (cause: unknown): never => {
  const isUnclear = cause instanceof OnboardingRefused && cause.fault === 'refused';
  if (!isUnclear) throw cause;
  throw new OnboardingRefused('code_wrong', cause.message);
};

/** Sign-up by the merchant, and one that was filled in for them. */
export const createSignUp = (room: Room): Pick<MerchantOnboardingProvider, 'signUp' | 'prefill'> => {
  const { access, partner } = room;
  const { asPartner } = access;
  const base = `/accounts/${partner.account}/signup`;
  const prefillPath = (id: string) => `${base}/prefill/${encodeURIComponent(id)}`;

  const enter = async (
    call: Call,
    authorized: z.infer<typeof Authorized>,
    signal: AbortSignal,
  ): Promise<Entry> => {
    await access.forget(authorized.refresh_token, signal);
    const account = partner.own(authorized.account_id);
    if (account === null) throw new ProviderError('nonsense', `${call.name}: an account that is not ours`);
    return { kind: 'in', accounts: [account] };
  };

  const start = (order: SignUpOrder, signal: AbortSignal): Promise<void> => {
    const body = checked('sign_up', SignUp, writeSignUp(order));
    return tell(room, asPartner, { name: 'sign_up', method: 'POST', path: base, body }, signal);
  };

  return {
    signUp: {
      start,
      // The same sign-up again: it makes a new code, and nothing else until that is entered.
      resend: start,
      async verify({ email, code }, signal) {
        const query = { verification_code: code, ...authorize };
        const call: Call = { name: 'verify', method: 'POST', path: `${base}/verify`, query };
        const authorized = await ask(room, asPartner, call, Authorized, signal).catch(asCodeFault);
        // Somebody else's code opens somebody else's account.
        if (authorized.email != null && !isSame(authorized.email, email)) {
          await access.forget(authorized.refresh_token, signal);
          throw new OnboardingRefused('code_wrong', 'verify: a code of somebody else');
        }
        return enter(call, authorized, signal);
      },
    },
    prefill: {
      async create(order, signal) {
        const body = checked('prefill', PrefillRequest, writePrefill({ ...order, accepted: [] }));
        const call: Call = { name: 'prefill', method: 'POST', path: `${base}/prefill`, body };
        const { prefill_id: id } = await ask(room, asPartner, call, Prefill, signal);
        return { id };
      },
      async read(id, signal) {
        const call: Call = { name: 'read_prefill', method: 'GET', path: prefillPath(id) };
        // 404 is not among its documented answers, so one that is gone may be a bad request as well.
        const isAbsent = (status: number) => status === 404 || status === 400;
        const told = await find(room, asPartner, call, Prefill, signal, isAbsent);
        return told === null ? null : readPrefill(told);
      },
      async accept(id, order, signal) {
        if (!order.accepted.some(({ kind }) => kind === 'terms')) {
          throw new OnboardingRefused('missing', 'accept: the terms are for the merchant to accept');
        }
        const body = checked('accept', PrefillRequest, writePrefill(order));
        const call: Call = {
          name: 'accept',
          method: 'POST',
          path: prefillPath(id),
          query: authorize,
          body,
        };
        return enter(call, await ask(room, asPartner, call, Authorized, signal), signal);
      },
    },
  };
};

const readPrefill = (wire: z.infer<typeof Prefill>): PrefillReading => ({
  applicant: readApplicant(wire.applicant),
  company: readCompany(wire.company),
  address: readAddress(wire.company?.address),
  billing: readBilling(wire.billing),
});
