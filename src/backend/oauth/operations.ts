import { grantTypes, TokenAnswer, TokenRefusal, tokenTypes } from '../../protocol/oauth.ts';
import { answer, content, type Json, type Operation, object, refTo } from '../edge/openapi-parts.ts';
import type { table } from '../edge/table.ts';

const text: Json = { type: 'string' };
const uri: Json = { type: 'string', format: 'uri' };

const form = (properties: Readonly<Record<string, Json>>, required: readonly string[]): Json => ({
  required: true,
  content: content(object(properties, required), 'application/x-www-form-urlencoded'),
});

/** Answer of an OAuth endpoint that refuses, in the form of RFC 6749 §5.2. */
export const oauthRefusal = (description: string, ...headers: readonly string[]): Json =>
  answer(description, refTo(TokenRefusal), ...headers);

/** What the OpenAPI document says about the authorization server. */
export const oauthOperations: Pick<
  Record<keyof typeof table, Operation>,
  'readMetadata' | 'readKeys' | 'issueToken' | 'revokeToken'
> = {
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
          description:
            'JSON array of `CollectionRequestDetail`, `CollectionDeskDetail` or `DebtorCheckDetail`.',
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
};
