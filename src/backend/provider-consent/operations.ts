import {
  ProviderConsent,
  ProviderConsentList,
  ReportProviderConsent,
  StartProviderConsent,
} from '../../protocol/provider-consent.ts';
import type * as routes from '../../protocol/provider-consent-routes.ts';
import { answer, content, type Operation, parameter, refTo } from '../edge/openapi-parts.ts';

const id = parameter('path', 'id', 'Id of a consent.', true);
const prefer = parameter('header', 'Prefer', '`wait=<seconds>` (RFC 7240).');
const bodyProblems = ['body_not_json', 'body_invalid', 'content_type_unsupported'] as const;
const consent = refTo(ProviderConsent);

/** What the OpenAPI document says about provider consents. */
export const providerConsentOperations: Readonly<Record<keyof typeof routes, Operation>> = {
  startProviderConsent: {
    summary: 'Follow a company’s consent',
    description:
      'The company gives it in its bank’s own service. There is one consent for each company: where there is one already, it is that. A session may name five companies.',
    parameters: [
      parameter(
        'header',
        'Idempotency-Key',
        'Chosen by the caller; the same key and body have one effect.',
        true,
      ),
    ],
    requestBody: { required: true, content: content(refTo(StartProviderConsent)) },
    answers: {
      200: answer('The one that there is.', consent, 'Location', 'ETag'),
      201: answer('Awaited from now on.', consent, 'Location', 'ETag'),
    },
    problems: [
      ...bodyProblems,
      'company_missing',
      'company_invalid',
      'header_invalid',
      'idempotency_key_missing',
      'idempotency_key_reused',
      'request_in_progress',
      'requests_used_up',
    ],
  },
  listProviderConsents: {
    summary: 'Every consent that companies have given',
    description:
      'For the service provider’s own server and staff. With `Prefer: wait=25` an empty page is held until something changes: that is the feed of what is new, changed and gone.',
    parameters: [
      parameter('query', 'after', 'The `cursor` of the page before: what has changed since.'),
      prefer,
    ],
    answers: { 200: answer('The oldest change first.', refTo(ProviderConsentList)) },
    problems: ['query_invalid'],
  },
  readProviderConsent: {
    summary: 'How a consent stands',
    description:
      'With `If-None-Match` and `Prefer: wait=25` the answer is held until the consent changes or the wait is over. While it is held the bank is asked more often.',
    parameters: [
      id,
      parameter('header', 'If-None-Match', 'The ETag last seen: its revision in quotation marks.'),
      prefer,
    ],
    answers: {
      200: answer('The consent.', consent, 'ETag'),
      304: answer('Not changed. Ask again after `Retry-After` seconds.', undefined, 'ETag', 'Retry-After'),
    },
    problems: ['not_found'],
  },
  checkProviderConsent: {
    summary: '“I have done it”: the bank is asked now',
    description: 'Answered after a reading of the bank that began after this call. 12 a minute.',
    parameters: [id],
    answers: { 200: answer('The consent as it then stands.', consent, 'ETag') },
    problems: ['not_found'],
  },
  reportProviderConsent: {
    summary: '“The bank does not know the service provider”',
    description: 'Told by webhook (`provider_consent.reported`), once. The consent stays awaited.',
    parameters: [id],
    requestBody: { required: true, content: content(refTo(ReportProviderConsent)) },
    answers: { 200: answer('The consent as it then stands.', consent, 'ETag') },
    problems: [...bodyProblems, 'not_found'],
  },
};
