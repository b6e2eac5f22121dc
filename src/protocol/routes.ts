/**
 * The table of routes: one place that client, backend and the OpenAPI document share.
 * No library here, so the browser may carry it.
 */

/** Which token a route wants: a browser's session token, a shop server's token, either, or none. */
export type Needs = 'session' | 'server' | 'either' | 'none';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Path with `{name}` for each part that varies. */
  readonly path: string;
  readonly needs: Needs;
  /** Bytes that a body may have, where that is more than is usual. */
  readonly mostBytes?: number;
}

const route = <const R extends Route>(r: R): R => r;

export const readSession = /* @__PURE__ */ route({ method: 'GET', path: '/v1/session', needs: 'session' });

export const checkDebtor = /* @__PURE__ */ route({
  method: 'POST',
  path: '/v1/debtor-checks',
  needs: 'session',
});

export const createCollectionRequest = /* @__PURE__ */ route({
  method: 'POST',
  path: '/v1/collection-requests',
  needs: 'either',
});

/** With a server token by reference; with a desk's token its feed. */
export const listCollectionRequests = /* @__PURE__ */ route({
  method: 'GET',
  path: '/v1/collection-requests',
  needs: 'either',
});

export const readCollectionRequest = /* @__PURE__ */ route({
  method: 'GET',
  path: '/v1/collection-requests/{id}',
  needs: 'either',
});

export const cancelCollectionRequest = /* @__PURE__ */ route({
  method: 'POST',
  path: '/v1/collection-requests/{id}/cancellation',
  needs: 'either',
});

/** Starts to follow a consent that a company is about to give. */
export const startProviderConsent = /* @__PURE__ */ route({
  method: 'POST',
  path: '/v1/provider-consents',
  needs: 'session',
});

/** With a server token or a list's: every consent of the merchant. */
export const listProviderConsents = /* @__PURE__ */ route({
  method: 'GET',
  path: '/v1/provider-consents',
  needs: 'either',
});

export const readProviderConsent = /* @__PURE__ */ route({
  method: 'GET',
  path: '/v1/provider-consents/{id}',
  needs: 'either',
});

/** "I have done it": asks the bank now. */
export const checkProviderConsent = /* @__PURE__ */ route({
  method: 'POST',
  path: '/v1/provider-consents/{id}/check',
  needs: 'either',
});

/** "The bank does not know the service provider": tells the service provider. */
export const reportProviderConsent = /* @__PURE__ */ route({
  method: 'POST',
  path: '/v1/provider-consents/{id}/report',
  needs: 'either',
});

export const listWebhookDeliveries = /* @__PURE__ */ route({
  method: 'GET',
  path: '/v1/webhook-deliveries',
  needs: 'server',
});

export const readWebhookMessage = /* @__PURE__ */ route({
  method: 'GET',
  path: '/v1/webhook-deliveries/{id}/message',
  needs: 'server',
});

export const resendWebhookDelivery = /* @__PURE__ */ route({
  method: 'POST',
  path: '/v1/webhook-deliveries/{id}/resend',
  needs: 'server',
});

/** The path of a route, its `{names}` filled in and percent-encoded. */
export const pathOf = (r: Route, parts: Readonly<Record<string, string>> = {}): string =>
  r.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts[name] ?? ''));
