import { grantTypes } from '../../protocol/oauth.ts';
import { authorizationDetailTypes } from '../../protocol/session.ts';
import { table } from '../edge/table.ts';

/** Authorization server metadata (RFC 8414 §2, RFC 9396 §10). There is no authorization endpoint, so no response types. */
export const metadataOf = (issuer: string) => ({
  issuer,
  token_endpoint: issuer + table.issueToken.path,
  revocation_endpoint: issuer + table.revokeToken.path,
  jwks_uri: issuer + table.readKeys.path,
  response_types_supported: [],
  grant_types_supported: grantTypes,
  token_endpoint_auth_methods_supported: ['client_secret_basic'],
  revocation_endpoint_auth_methods_supported: ['client_secret_basic'],
  authorization_details_types_supported: authorizationDetailTypes,
});
