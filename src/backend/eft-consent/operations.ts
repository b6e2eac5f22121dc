import {
  CreateEftConsent,
  EftConsent,
  EftConsentList,
  ModifyEftConsent,
} from '../../protocol/eft-consent.ts';
import type * as routes from '../../protocol/eft-consent-routes.ts';
import { answer, content, type Operation, parameter, refTo } from '../edge/openapi-parts.ts';

const id = parameter('path', 'id', 'Id of a consent.', true);
const bodyProblems = ['body_not_json', 'body_invalid', 'content_type_unsupported'] as const;
const refusals = ['payer_record_incomplete', 'consent_refused'] as const;

/** What the OpenAPI document says about EFT consents. */
export const eftConsentOperations: Readonly<Record<keyof typeof routes, Operation>> = {
  listEftConsents: {
    summary: 'A person’s consents to the session’s companies',
    description:
      'Asks the provider. A session that may not `list` sees what was asked for under its own reference. What was refused is listed for a day, or until the next for its company.',
    parameters: [parameter('query', 'reference', 'With a server token, and needed there: of which session.')],
    answers: { 200: answer('Newest first.', refTo(EftConsentList)) },
    problems: ['query_invalid', 'not_found'],
  },
  createEftConsent: {
    summary: 'Give a consent',
    description:
      'Stored before it is sent. Answered once the provider has, or after some seconds with the state `unknown`: then it is found out, and never sent again blindly. While a consent to that company which the session sees is under way or active, a second call returns that one.',
    parameters: [
      parameter(
        'header',
        'Idempotency-Key',
        'Chosen by the caller; the same key and body have one effect.',
        true,
      ),
    ],
    requestBody: { required: true, content: content(refTo(CreateEftConsent)) },
    answers: {
      200: answer('The consent that stands already.', refTo(EftConsent), 'Location', 'ETag'),
      201: answer('The new consent.', refTo(EftConsent), 'Location', 'ETag'),
    },
    problems: [
      ...bodyProblems,
      ...refusals,
      'header_invalid',
      'idempotency_key_missing',
      'idempotency_key_reused',
      'request_in_progress',
      'requests_used_up',
    ],
  },
  readEftConsent: {
    summary: 'How a consent stands',
    description:
      'With `If-None-Match` and `Prefer: wait=25` the answer is held until the consent changes or the wait is over.',
    parameters: [
      id,
      parameter('header', 'If-None-Match', 'The ETag last seen: its revision in quotation marks.'),
      parameter('header', 'Prefer', '`wait=<seconds>` (RFC 7240).'),
    ],
    answers: {
      200: answer('The consent.', refTo(EftConsent), 'ETag'),
      304: answer('Not changed. Ask again after `Retry-After` seconds.', undefined, 'ETag', 'Retry-After'),
    },
    problems: ['not_found'],
  },
  modifyEftConsent: {
    summary: 'Give a consent another account',
    description: 'Stored before it is sent, and answered as a new consent is.',
    parameters: [id],
    requestBody: { required: true, content: content(refTo(ModifyEftConsent)) },
    answers: { 200: answer('The consent as it then stands.', refTo(EftConsent), 'ETag') },
    problems: [...bodyProblems, ...refusals, 'not_found', 'consent_not_modifiable'],
  },
};
