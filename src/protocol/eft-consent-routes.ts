import { route } from './route.ts';

/** The person's consents to the session's companies. With a server token those of the session of a `reference`. */
export const listEftConsents = /* @__PURE__ */ route({
  method: 'GET',
  path: '/v1/eft-consents',
  needs: 'either',
});

export const createEftConsent = /* @__PURE__ */ route({
  method: 'POST',
  path: '/v1/eft-consents',
  needs: 'session',
});

export const readEftConsent = /* @__PURE__ */ route({
  method: 'GET',
  path: '/v1/eft-consents/{id}',
  needs: 'either',
});

/** Another account for a consent that may be modified. */
export const modifyEftConsent = /* @__PURE__ */ route({
  method: 'PUT',
  path: '/v1/eft-consents/{id}',
  needs: 'session',
});
