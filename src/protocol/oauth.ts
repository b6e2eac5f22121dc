import * as z from 'zod';
import { GrantedDetail } from './session.ts';

/** Grant types of the token endpoint: RFC 6749 §4.4 and RFC 8693. */
export const grantTypes = ['client_credentials', 'urn:ietf:params:oauth:grant-type:token-exchange'] as const;

/** Token type identifiers of RFC 8693 §3 that we know. */
export const tokenTypes = {
  accessToken: 'urn:ietf:params:oauth:token-type:access_token',
  jwt: 'urn:ietf:params:oauth:token-type:jwt',
} as const;

/** Error codes of the token endpoint: RFC 6749 §5.2, RFC 8693 §2.2.2, RFC 9396 §5, and RFC 7009 §2.2.1. */
export const oauthErrors = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_target',
  'invalid_authorization_details',
  'unsupported_token_type',
  'temporarily_unavailable',
  'server_error',
] as const;
export type OAuthError = (typeof oauthErrors)[number];

/** Answer of `POST /oauth/token`. `issued_token_type` is there after a token exchange only. */
export const TokenAnswer = z
  .strictObject({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int(),
    issued_token_type: z.string().optional(),
    /** What was granted, without the debtor or the person. */
    authorization_details: z.array(GrantedDetail).optional(),
  })
  .meta({ id: 'TokenAnswer' });
export type TokenAnswer = z.infer<typeof TokenAnswer>;

/** Refusal of the token endpoint: RFC 6749 §5.2. */
export const TokenRefusal = z
  .strictObject({ error: z.enum(oauthErrors), error_description: z.string().optional() })
  .meta({ id: 'TokenRefusal' });
export type TokenRefusal = z.infer<typeof TokenRefusal>;
