import { route } from './route.ts';

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
