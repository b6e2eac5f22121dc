import type * as z from 'zod';
import {
  InviteMerchant,
  MerchantList,
  MerchantNote,
  MerchantNotes,
  OnboardedMerchant,
  OnboardingLink,
  WriteNote,
} from '../../protocol/merchants.ts';
import { Onboarding } from '../../protocol/onboarding.ts';
import { uploadTypes } from '../../protocol/onboarding-words.ts';
import {
  AcceptDocuments,
  Apply,
  EnterCode,
  ExitOnboarding,
  Nothing,
  ResendCode,
  ResumeOnboarding,
  SetFeature,
  SignUpForOption,
  Withdraw,
  WriteFacts,
} from '../../protocol/onboarding-writes.ts';
import type { ProblemCode } from '../../protocol/words.ts';
import { answer, content, type Json, type Operation, parameter, refTo } from '../edge/openapi-parts.ts';

const bodyProblems = ['body_not_json', 'body_invalid', 'content_type_unsupported'] as const;
const stands = { 200: answer('The onboarding as it then stands.', refTo(Onboarding), 'ETag') };
const idempotencyKey = parameter(
  'header',
  'Idempotency-Key',
  'Chosen by the caller; the same key and body have one effect.',
  true,
);
const onceProblems = [
  'header_invalid',
  'idempotency_key_missing',
  'idempotency_key_reused',
  'request_in_progress',
] as const;

const write = (
  summary: string,
  schema: z.ZodType,
  problems: readonly ProblemCode[] = [],
  parameters: readonly Json[] = [],
): Operation => ({
  summary,
  parameters,
  requestBody: { required: true, content: content(refTo(schema)) },
  answers: stands,
  problems: [...bodyProblems, ...problems],
});

/** Stored before it is sent; done once per key. */
const onceWrite = (summary: string, schema: z.ZodType, parameters: readonly Json[] = []): Operation =>
  write(summary, schema, [...onceProblems, 'not_possible_now', 'not_found'], [...parameters, idempotencyKey]);

const merchantId = parameter('path', 'id', 'Id of an onboarding.', true);
const codeProblems = ['not_possible_now', 'codes_used_up', 'unavailable'] as const;

/** What the OpenAPI document says about merchant onboarding. */
export const onboardingOperations = {
  readOnboarding: {
    summary: 'How an onboarding stands, and what is required',
    description:
      'Driven by `steps`: what is due now, pending, past due, with errors. With `If-None-Match` and `Prefer: wait=25` the answer is held until something changes. National numbers and birth dates never come out: `given` says that they are there.',
    parameters: [
      parameter('header', 'If-None-Match', 'The ETag last seen.'),
      parameter('header', 'Prefer', '`wait=<seconds>` (RFC 7240).'),
    ],
    answers: {
      200: answer('The onboarding.', refTo(Onboarding), 'ETag'),
      304: answer('Not changed. Ask again after `Retry-After` seconds.', undefined, 'ETag', 'Retry-After'),
    },
  },
  writeFacts: write('Give facts: each part replaces the one before', WriteFacts),
  acceptDocuments: write(
    'Accept documents of the agreement: by the merchant, a personal guarantee by itself',
    AcceptDocuments,
  ),
  signUp: onceWrite('Sign up, or accept what was prefilled: by the merchant', Nothing),
  prefillSignUp: onceWrite('Leave a prefilled sign-up to the merchant: by an agent', Nothing),
  enterCode: write('Type a code in: guessing is slowed, and ends', EnterCode, [
    'code_wrong',
    'code_expired',
    ...codeProblems,
  ]),
  resendCode: write('Send a code again', ResendCode, codeProblems),
  resumeOnboarding: write(
    'Go on with what was begun elsewhere: a code is sent to the merchant',
    ResumeOnboarding,
    codeProblems,
  ),
  apply: onceWrite('Apply for payments, or for a payout destination', Apply),
  withdrawApplication: onceWrite('Withdraw an application; an active one only with `active`', Withdraw, [
    parameter('path', 'id', 'Id of the application.', true),
  ]),
  signUpForOption: onceWrite('Sign up for a payment option', SignUpForOption, [
    parameter('path', 'option', 'Id of the option.', true),
  ]),
  renewOptionLink: onceWrite('A new link in place of one that expired', Nothing, [
    parameter('path', 'option', 'Id of the option.', true),
  ]),
  setFeature: write(
    'Ask for a feature, or that it be taken away',
    SetFeature,
    ['not_possible_now', 'not_found'],
    [parameter('path', 'feature', 'Id of the feature.', true)],
  ),
  uploadDocument: {
    summary: 'Upload a logo or an account statement: the body is the file',
    parameters: [parameter('path', 'kind', '`logo` or `account_statement`.', true)],
    requestBody: {
      required: true,
      content: Object.fromEntries(
        [...new Set(Object.values(uploadTypes).flat())].map((type) => [
          type,
          { schema: { type: 'string', format: 'binary' } },
        ]),
      ),
    },
    answers: stands,
    problems: ['body_invalid', 'content_type_unsupported', 'not_found', 'not_possible_now', 'unavailable'],
  },
  exitOnboarding: write('Somebody left, at this step', ExitOnboarding),
  listMerchants: {
    summary: 'The platform’s merchants, and what each waits for',
    description:
      'With a server token, or in a session opened with `view: "list"`. A token bound to one merchant sees that one alone.',
    parameters: [
      parameter('query', 'status', 'Only those of this status.'),
      parameter('query', 'search', 'In the company’s name or the reference.'),
      parameter('query', 'waitingFor', 'Only those who have to do something in this step.'),
      parameter('query', 'after', 'The `cursor` of the page before.'),
    ],
    answers: { 200: answer('Oldest change first.', refTo(MerchantList)) },
    problems: ['query_invalid'],
  },
  inviteMerchant: {
    summary: 'Make an account and invite the merchant',
    parameters: [idempotencyKey],
    requestBody: { required: true, content: content(refTo(InviteMerchant)) },
    answers: { 202: answer('Stored; it is on its way.', refTo(OnboardedMerchant)) },
    problems: [...bodyProblems, ...onceProblems, 'not_possible_now'],
  },
  readMerchantNotes: {
    summary: 'Notes about a merchant',
    parameters: [merchantId],
    answers: { 200: answer('The notes.', refTo(MerchantNotes)) },
    problems: ['not_found', 'not_possible_now', 'unavailable'],
  },
  writeMerchantNote: {
    summary: 'Write a note about a merchant',
    parameters: [merchantId],
    requestBody: { required: true, content: content(refTo(WriteNote)) },
    answers: { 201: answer('The note.', refTo(MerchantNote)) },
    problems: [...bodyProblems, 'not_found', 'not_possible_now', 'unavailable'],
  },
  linkMerchant: {
    summary: 'The provider’s own pages, for when ours cannot be used',
    parameters: [merchantId],
    requestBody: { required: true, content: content(refTo(Nothing)) },
    answers: { 200: answer('The link.', refTo(OnboardingLink)) },
    problems: [...bodyProblems, 'not_found', 'not_possible_now', 'unavailable'],
  },
} as const satisfies Readonly<Record<string, Operation>>;
