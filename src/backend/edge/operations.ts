import * as z from 'zod';
import {
  CollectionRequest,
  CollectionRequestList,
  CreateByServer,
  CreateInSession,
} from '../../protocol/collection-request.ts';
import { grantTypes, TokenAnswer, TokenRefusal, tokenTypes } from '../../protocol/oauth.ts';
import { Session } from '../../protocol/session.ts';
import type { ProblemCode } from '../../protocol/words.ts';
import type { table } from './table.ts';

/** JSON, as it goes into the OpenAPI document. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What the OpenAPI document says about one route, beside what the route table and its `needs` already say. */
export interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Json[];
  readonly requestBody?: Json;
  /** Answers other than refusals, by status. */
  readonly answers: Readonly<Record<number, Json>>;
  /** Refusals beside those that every route with the same `needs` has. */
  readonly problems?: readonly ProblemCode[];
  /** True where the caller authenticates as an OAuth client, and is refused in OAuth's form. */
  readonly oauth?: true;
}

/** Reference to a schema of the protocol, by the id in its own metadata. */
export const refTo = (schema: z.ZodType): Json => {
  const id = z.globalRegistry.get(schema)?.id;
  if (id === undefined) throw new TypeError('a schema in the document needs an id');
  return { $ref: `#/components/schemas/${id}` };
};

const content = (schema: Json, type = 'application/json'): Json => ({ [type]: { schema } });

const answer = (description: string, schema?: Json, ...headers: readonly string[]): Json => ({
  description,
  ...(schema === undefined ? {} : { content: content(schema) }),
  ...(headers.length === 0
    ? {}
    : {
        headers: Object.fromEntries(headers.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
      }),
});

const parameter = (
  place: 'path' | 'query' | 'header',
  name: string,
  description: string,
  required = false,
): Json => ({
  name,
  in: place,
  required,
  description,
  schema: { type: 'string' },
});

const object = (properties: Readonly<Record<string, Json>>, required: readonly string[]): Json => ({
  type: 'object',
  properties,
  required,
});

const text: Json = { type: 'string' };
const uri: Json = { type: 'string', format: 'uri' };
const texts: Json = { type: 'array', items: text };
const requestId = parameter('path', 'id', 'Id of a collection request.', true);
const request = refTo(CollectionRequest);

const form = (properties: Readonly<Record<string, Json>>, required: readonly string[]): Json => ({
  required: true,
  content: content(object(properties, required), 'application/x-www-form-urlencoded'),
});

/** Answer of an OAuth endpoint that refuses, in the form of RFC 6749 §5.2. */
export const oauthRefusal = (description: string, ...headers: readonly string[]): Json =>
  answer(description, refTo(TokenRefusal), ...headers);

export const operations: Readonly<Record<keyof typeof table, Operation>> = {
  readSession: {
    summary: 'What to show',
    description: 'The task that the session was opened for, and the request already started in it, if any.',
    answers: { 200: answer('The session.', refTo(Session)) },
  },
  createCollectionRequest: {
    summary: 'Ask the debtor to approve',
    description:
      'Answered when it is durably stored, before the provider is asked. With a session token the session says everything but the debtor, and a second call returns the first request; with a server token the body says it all.',
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
      content: content({ oneOf: [refTo(CreateInSession), refTo(CreateByServer)] }),
    },
    answers: { 201: answer('Stored; it is on its way.', request, 'Location', 'ETag') },
    problems: [
      'body_not_json',
      'body_invalid',
      'header_invalid',
      'idempotency_key_missing',
      'debtor_missing',
      'debtor_invalid',
      'request_in_progress',
      'request_not_repeatable',
      'content_type_unsupported',
      'idempotency_key_reused',
    ],
  },
  listCollectionRequests: {
    summary: 'Find requests by the shop’s reference',
    parameters: [
      parameter('query', 'reference', 'The reference given when the request or its session was made.', true),
    ],
    answers: { 200: answer('The requests, oldest change first.', refTo(CollectionRequestList)) },
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
  readMetadata: {
    summary: 'Authorization server metadata (RFC 8414)',
    answers: {
      200: answer('Metadata.', object({ issuer: uri, token_endpoint: uri, jwks_uri: uri }, ['issuer'])),
    },
  },
  readKeys: {
    summary: 'Keys under which tokens are signed (RFC 7517)',
    answers: {
      200: {
        description: 'JSON Web Key Set.',
        content: content(
          object({ keys: { type: 'array', items: { type: 'object' } } }, ['keys']),
          'application/jwk-set+json',
        ),
      },
    },
  },
  issueToken: {
    summary: 'A server token, a session token, or a narrower token',
    description:
      '`client_credentials` gives the server’s own token; with `authorization_details` (RFC 9396) a token for one browser and one task. Token exchange (RFC 8693) narrows a server token to one merchant (`audience`), one task, and one acting agent (`actor_token`).',
    requestBody: form(
      {
        grant_type: { type: 'string', enum: grantTypes },
        authorization_details: {
          type: 'string',
          contentMediaType: 'application/json',
          description: 'JSON array of `CollectionRequestDetail`.',
        },
        subject_token: { type: 'string', description: 'A server token of the same client.' },
        subject_token_type: { type: 'string', enum: Object.values(tokenTypes) },
        actor_token: {
          type: 'string',
          description: 'JWT that names the agent, signed with a registered key.',
        },
        actor_token_type: { type: 'string', const: tokenTypes.jwt },
        audience: { type: 'string', format: 'uri', description: '`{issuer}/merchants/{id}`' },
        requested_token_type: { type: 'string', const: tokenTypes.accessToken },
      },
      ['grant_type'],
    ),
    answers: { 200: answer('The token.', refTo(TokenAnswer)) },
    oauth: true,
  },
  revokeToken: {
    summary: 'Revoke a token (RFC 7009)',
    requestBody: form({ token: text, token_type_hint: text }, ['token']),
    answers: { 200: answer('The token is good for nothing any more.') },
    oauth: true,
  },
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
