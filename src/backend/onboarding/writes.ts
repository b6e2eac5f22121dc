import type { OptionId, StepId } from '../../protocol/onboarding-words.ts';
import type { AcceptDocuments, Apply, SignUpForOption } from '../../protocol/onboarding-writes.ts';
import type { OptionKind } from '../../providers/onboarding-readings.ts';
import { Refusal } from '../edge/problem.ts';
import { checkSends } from './codes.ts';
import { type Identified, isSameAddress, withFacts } from './facts.ts';
import { preconditionsOf } from './preconditions.ts';
import { newJob, type OnboardingRow, type Task } from './record.ts';
import { stepsOf } from './steps.ts';

/** What each write makes of an onboarding. Pure; each throws `Refusal` for what is not possible now. */

const wrong = (pointer: string): Refusal =>
  new Refusal('body_invalid', { errors: [{ pointer, code: 'not_allowed' }] });

const notNow = (): Refusal => new Refusal('not_possible_now');

const without = (row: OnboardingRow, ...steps: readonly StepId[]): OnboardingRow['faults'] =>
  row.faults.filter(({ step }) => !steps.includes(step));

/** With one more thing to do; one that is the same as one that waits is that one. */
const withJob = (row: OnboardingRow, task: Task): OnboardingRow => ({
  ...row,
  jobs: [...row.jobs, newJob(task)],
});

/** What has been given goes to the account, once for all that is waiting, and not before there is an address. */
export const pushFacts = (row: OnboardingRow): OnboardingRow => {
  const waits = row.jobs.some(({ kind, sentAt }) => kind === 'facts' && sentAt === null);
  return row.account === null || row.facts.address === null || waits ? row : withJob(row, { kind: 'facts' });
};

/** What had been given before there was an account goes to it now. */
export const withFactsSent = (before: OnboardingRow, after: OnboardingRow): OnboardingRow =>
  before.account === null && after.facts.company !== null ? pushFacts(after) : after;

/**
 * To another address than before: the code that was sent is of no use, and whoever wrote it signs up anew. Once there is
 * an account it is the provider's to change: by it the merchant is known on another device.
 */
const withAddress = (before: OnboardingRow, after: OnboardingRow): OnboardingRow => {
  const known = before.facts.applicant?.email;
  if (known === undefined || isSameAddress(known, after.facts.applicant?.email)) return after;
  if (before.account !== null) throw wrong('/applicant/email');
  return { ...after, signedUp: false, secondFactor: null };
};

export const writeFacts = (row: OnboardingRow, written: Identified): OnboardingRow => {
  const facts = withFacts(row.facts, written);
  const after = withAddress(row, {
    ...row,
    facts,
    faults: without(row, 'company', 'people', 'sign_up'),
  });
  const isForAccount = written.company ?? written.address ?? written.billing;
  return isForAccount === undefined ? after : pushFacts(after);
};

export const accept = (
  row: OnboardingRow,
  { documents }: AcceptDocuments,
  session: string,
  at: string,
): OnboardingRow => {
  const found = documents.map(({ id, version }, n) => {
    const document = row.agreement.find((one) => one.id === id);
    if (document?.version !== version) throw wrong(`/documents/${n}`);
    return document;
  });
  // A guarantee binds a person: it is never one of several things that are agreed to at once.
  if (found.length > 1 && found.some(({ kind }) => kind === 'personal_guarantee')) throw wrong('/documents');
  const fresh = found.filter(
    ({ id, version }) => !row.accepted.some((one) => one.id === id && one.version === version),
  );
  const accepted = fresh.map(({ id, kind, name, version }) => ({ id, kind, name, version, at, session }));
  return { ...row, accepted: [...row.accepted, ...accepted] };
};

/** By the merchant: what was prefilled is accepted, else they sign up. */
export const signUp = (row: OnboardingRow, now: number): OnboardingRow => {
  const step = stepsOf({ ...row, faults: [] }, now).find(({ id }) => id === 'sign_up');
  if (step?.state !== 'due' || row.facts.applicant === null) throw notNow();
  checkSends(row.code, 'verify', now);
  const after = { ...row, faults: without(row, 'sign_up') };
  if (row.prefill === null) return withJob(after, { kind: 'sign_up' });
  if (row.prefill.id === null) throw notNow();
  return withJob(after, { kind: 'accept_prefill' });
};

/** By an agent, once: from then on it is the merchant's to accept. */
export const prefill = (row: OnboardingRow, actor: string | null): OnboardingRow => {
  const { applicant, company, address, billing } = row.facts;
  if (row.prefill !== null || row.signedUp || row.account !== null) throw notNow();
  if (applicant === null || company === null || address === null || billing === null) throw notNow();
  const after = { ...row, faults: without(row, 'sign_up'), prefill: { id: null, actor } };
  return withJob(after, { kind: 'prefill' });
};

export const applyFor = (row: OnboardingRow, wanted: Apply, now: number): OnboardingRow => {
  const { kind } = wanted;
  const step = stepsOf({ ...row, faults: [] }, now).find(({ id }) => id === kind);
  const stands = row.applications.some((one) => one.kind === kind && one.status !== 'closed');
  if (step?.state !== 'due' || stands || row.facts.bankAccount === null) throw notNow();
  const submitter = wanted.submitter ?? null;
  const order =
    wanted.kind === 'payments'
      ? { kind: wanted.kind, methods: wanted.methods, submitter }
      : {
          kind: wanted.kind,
          destination: crypto.randomUUID(),
          reference: wanted.reference,
          name: wanted.name ?? null,
          description: wanted.description ?? null,
          interval: wanted.interval ?? null,
          submitter,
        };
  return withJob({ ...row, faults: without(row, kind) }, { kind: 'application', order });
};

export const withdraw = (row: OnboardingRow, id: string, active: boolean): OnboardingRow => {
  const application = row.applications.find((one) => one.id === id);
  if (application === undefined) throw new Refusal('not_found');
  if (row.jobs.some((job) => job.kind === 'withdraw' && job.application.id === id)) return row;
  const isOver = application.status === 'closed' || application.status === 'rejected';
  if (application.kind !== 'payout' || isOver) throw notNow();
  // Money is paid out by it: that it ends is said in so many words.
  if (application.status === 'done' && !active) throw wrong('/active');
  const after = { ...row, faults: without(row, application.kind) };
  return withJob(after, { kind: 'withdraw', application: { kind: application.kind, id }, active });
};

const checkValues = (kind: OptionKind, values: SignUpForOption['values']): void => {
  for (const { id, required } of kind.fields) {
    if (required && values[id] === undefined) {
      throw new Refusal('body_invalid', { errors: [{ pointer: `/values/${id}`, code: 'missing' }] });
    }
  }
  const known = new Set(kind.fields.map(({ id }) => id));
  const stray = Object.keys(values).find((id) => !known.has(id));
  if (stray !== undefined) throw wrong('/values');
  for (const { id, choices, max } of kind.fields) {
    const value = values[id];
    const chosen = choices === undefined || value === undefined ? [] : [value].flat();
    if (chosen.some((one) => !choices?.includes(String(one)))) throw wrong(`/values/${id}`);
    if (typeof value === 'string' && value.length > (max ?? 1000)) throw wrong(`/values/${id}`);
  }
};

export const signUpForOption = (
  row: OnboardingRow,
  kind: OptionKind,
  values: SignUpForOption['values'],
): OnboardingRow => {
  checkValues(kind, values);
  const status = row.options.find(({ id }) => id === kind.id)?.status ?? 'none';
  const { facts, jobs } = row;
  const isReady =
    facts.company !== null && facts.address !== null && facts.applicant !== null && row.account !== null;
  if (!kind.opensHere || !isReady || preconditionsOf(kind, row).some(({ met }) => !met)) throw notNow();
  if (status === 'pending' || status === 'enabled') throw notNow();
  if (jobs.some((job) => job.kind === 'option' && job.option === kind.id)) return row;
  return withJob({ ...row, faults: without(row, 'options') }, { kind: 'option', option: kind.id, values });
};

export const renewLink = (row: OnboardingRow, option: OptionId): OnboardingRow => {
  if (row.options.find(({ id }) => id === option)?.status !== 'pending') throw notNow();
  if (row.jobs.some((job) => job.kind === 'renew' && job.option === option)) return row;
  return withJob({ ...row, faults: without(row, 'options') }, { kind: 'renew', option });
};

export const setFeature = (
  row: OnboardingRow,
  feature: OnboardingRow['features'][number]['id'],
  wanted: boolean,
): OnboardingRow => {
  if (row.account === null) throw notNow();
  // Of two wishes that nobody has been told of, the last one holds.
  const jobs = row.jobs.filter(
    (job) => job.kind !== 'feature' || job.feature !== feature || job.sentAt !== null,
  );
  return withJob({ ...row, jobs, faults: without(row, 'options') }, { kind: 'feature', feature, wanted });
};
