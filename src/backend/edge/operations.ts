import {
  CollectionRequest,
  CollectionRequestList,
  CreateAtDesk,
  CreateByServer,
  CreateInSession,
  DeskFeed,
} from '../../protocol/collection-request.ts';
import { CheckDebtor, DebtorCheck } from '../../protocol/debtor-check.ts';
import { Session } from '../../protocol/session.ts';
import { WebhookDelivery, WebhookDeliveryList, WebhookMessage } from '../../protocol/webhook.ts';
import { eftConsentOperations } from '../eft-consent/operations.ts';
import { oauthOperations } from '../oauth/operations.ts';
import { onboardingOperations } from '../onboarding/operations.ts';
import { providerConsentOperations } from '../provider-consent/operations.ts';
import { answer, content, type Json, type Operation, object, parameter, refTo } from './openapi-parts.ts';
import type { table } from './table.ts';

const texts: Json = { type: 'array', items: { type: 'string' } };
const requestId = parameter('path', 'id', 'Id of a collection request.', true);
const request = refTo(CollectionRequest);

/** What the OpenAPI document says about each route. */
export const operations: Readonly<Record<keyof typeof table, Operation>> = {
  readSession: {
    summary: 'What to show',
    description: 'The task that the session was opened for, and the request already started in it, if any.',
    answers: { 200: answer('The session.', refTo(Session)) },
  },
  checkDebtor: {
    summary: 'Can this debtor approve in the app?',
    description:
      'Only in a session that was opened for it (`debtor_check`). `unknown` where nobody could say: then ask all the same. Slowed down per session, client and number, so that it tells nobody who uses the app; the number is not kept.',
    requestBody: { required: true, content: content(refTo(CheckDebtor)) },
    answers: { 200: answer('What was said. Good for this moment only.', refTo(DebtorCheck)) },
    problems: ['body_not_json', 'body_invalid', 'debtor_invalid', 'content_type_unsupported'],
  },
  createCollectionRequest: {
    summary: 'Ask the debtor to approve',
    description:
      'Answered when it is durably stored, before the provider is asked. With a session token the session says everything but the debtor, and a second call returns the first request; with a server token the body says it all. At a desk the body says it within the desk’s bounds. While a request of the same reference is under way, and after one was approved, that one is answered; after another end the next is made, which `replaces` it.',
    parameters: [
      parameter(
        'header',
        'Idempotency-Key',
        'Chosen by the caller; the same key and body get the first answer again.',
        true,
      ),
    ],
    requestBody: {
      required: true,
      content: content({ oneOf: [refTo(CreateInSession), refTo(CreateByServer), refTo(CreateAtDesk)] }),
    },
    answers: {
      200: answer('The session’s request that stands already.', request, 'Location', 'ETag'),
      201: answer('Stored; it is on its way.', request, 'Location', 'ETag'),
    },
    problems: [
      'body_not_json',
      'body_invalid',
      'header_invalid',
      'idempotency_key_missing',
      'debtor_missing',
      'debtor_invalid',
      'request_in_progress',
      'request_not_repeatable',
      'requests_used_up',
      'content_type_unsupported',
      'idempotency_key_reused',
    ],
  },
  listCollectionRequests: {
    summary: 'Find requests by the shop’s reference, or read a desk’s feed',
    description:
      'A server token finds by `reference`. A desk’s token reads every change of the requests made there, page by page: without `after` what stands on the board, then what comes; with `Prefer: wait=25` an empty page is held until something changes or the wait is over.',
    parameters: [
      parameter('query', 'reference', 'With a server token, and needed there: the shop’s own name.'),
      parameter('query', 'after', 'At a desk: the `cursor` of the page before.'),
      parameter('header', 'Prefer', 'At a desk: `wait=<seconds>` (RFC 7240).'),
    ],
    answers: {
      200: answer('The requests, oldest change first.', {
        oneOf: [refTo(CollectionRequestList), refTo(DeskFeed)],
      }),
    },
    problems: ['query_invalid'],
  },
  readCollectionRequest: {
    summary: 'How a request stands',
    description:
      'With `If-None-Match` and `Prefer: wait=25` the answer is held until the request changes or the wait is over.',
    parameters: [
      requestId,
      parameter('header', 'If-None-Match', 'The ETag last seen: its revision in quotation marks.'),
      parameter('header', 'Prefer', '`wait=<seconds>` (RFC 7240).'),
    ],
    answers: {
      200: answer('The request.', request, 'ETag'),
      304: answer('Not changed. Ask again after `Retry-After` seconds.', undefined, 'ETag', 'Retry-After'),
    },
    problems: ['not_found', 'header_invalid'],
  },
  cancelCollectionRequest: {
    summary: 'Ask for a cancellation',
    description: 'A cancellation can lose the race against the approval: read on until the status is final.',
    parameters: [requestId],
    answers: { 202: answer('Asked for.', request, 'ETag') },
    problems: ['not_found', 'request_not_pending'],
  },
  ...eftConsentOperations,
  ...providerConsentOperations,
  ...onboardingOperations,
  listWebhookDeliveries: {
    summary: 'What the shop was told, and what is still on its way',
    description: 'With `Prefer: wait=25` an empty page is held until something changes or the wait is over.',
    parameters: [
      parameter('query', 'status', 'Only deliveries of this status.'),
      parameter('query', 'after', 'The `cursor` of the page before.'),
      parameter('header', 'Prefer', '`wait=<seconds>` (RFC 7240).'),
    ],
    answers: { 200: answer('Deliveries, oldest change first.', refTo(WebhookDeliveryList)) },
    problems: ['query_invalid'],
  },
  readWebhookMessage: {
    summary: 'A webhook as it is sent',
    description: 'Signed at this moment, for whoever brings it to the endpoint by another way.',
    parameters: [parameter('path', 'id', 'Id of the delivery: its `webhook-id`.', true)],
    answers: { 200: answer('Headers and body.', refTo(WebhookMessage)) },
    problems: ['not_found'],
  },
  resendWebhookDelivery: {
    summary: 'Send a webhook again',
    parameters: [parameter('path', 'id', 'Id of the delivery: its `webhook-id`.', true)],
    answers: { 202: answer('It is sent at once.', refTo(WebhookDelivery)) },
    problems: ['not_found'],
  },
  ...oauthOperations,
  receiveCallback: {
    summary: 'For the provider: something has changed',
    description: 'A hint to read again, never proof in itself. The body is the provider’s own.',
    parameters: [parameter('path', 'provider', 'Name of the provider.', true)],
    answers: { 204: answer('Understood.') },
    problems: ['callback_signature_invalid', 'not_found'],
  },
  readOpenapi: {
    summary: 'This document',
    answers: { 200: answer('OpenAPI 3.1.', { type: 'object' }) },
  },
  readHealth: {
    summary: 'Does it answer?',
    answers: { 200: answer('It does.', object({ status: { const: 'ok' } }, ['status'])) },
  },
  readReadiness: {
    summary: 'Can it do its work?',
    answers: {
      200: answer('It can.', object({ ready: { const: true }, lacking: texts }, ['ready', 'lacking'])),
      503: answer(
        'It cannot, for lack of these.',
        object({ ready: { const: false }, lacking: texts }, ['ready', 'lacking']),
      ),
    },
  },
};
