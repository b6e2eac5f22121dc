/**
 * The table of routes: one place that client, backend and the OpenAPI document share.
 * No library here, so the browser may carry it.
 */

import { type Route, route } from './route.ts';

export type { Needs, Route } from './route.ts';

export const readSession = /* @__PURE__ */ route({ method: 'GET', path: '/v1/session', needs: 'session' });

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
