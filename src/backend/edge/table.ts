import { checkDebtor } from '../../protocol/debtor-check-route.ts';
import * as eftConsents from '../../protocol/eft-consent-routes.ts';
import * as merchants from '../../protocol/merchant-routes.ts';
import * as onboarding from '../../protocol/onboarding-routes.ts';
import * as providerConsents from '../../protocol/provider-consent-routes.ts';
import type { Route } from '../../protocol/routes.ts';
import * as api from '../../protocol/routes.ts';

const service = <const P extends string>(method: Route['method'], path: P) =>
  ({ method, path, needs: 'none' }) as const satisfies Route;

/**
 * Every route that the backend answers, by name: the API that the browser's client shares, and the backend's own.
 * What is not here is 404 before any handler can see it.
 */
export const table = {
  readSession: api.readSession,
  checkDebtor,
  createCollectionRequest: api.createCollectionRequest,
  listCollectionRequests: api.listCollectionRequests,
  readCollectionRequest: api.readCollectionRequest,
  cancelCollectionRequest: api.cancelCollectionRequest,
  ...eftConsents,
  ...providerConsents,
  ...onboarding,
  ...merchants,
  listWebhookDeliveries: api.listWebhookDeliveries,
  readWebhookMessage: api.readWebhookMessage,
  resendWebhookDelivery: api.resendWebhookDelivery,
  readMetadata: service('GET', '/.well-known/oauth-authorization-server'),
  readKeys: service('GET', '/.well-known/jwks.json'),
  issueToken: service('POST', '/oauth/token'),
  revokeToken: service('POST', '/oauth/revoke'),
  receiveCallback: service('POST', '/callbacks/{provider}'),
  readOpenapi: service('GET', '/openapi.json'),
  readHealth: service('GET', '/healthz'),
  readReadiness: service('GET', '/readyz'),
} as const satisfies Record<string, Route>;

/** A route's path as Hono writes it. */
export const honoPath = (route: Route): string => route.path.replace(/\{(\w+)\}/g, ':$1');
