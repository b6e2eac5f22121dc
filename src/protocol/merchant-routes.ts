import type { Route } from './routes.ts';

/** The platform's merchants: with a server token, or in a session that was opened for the list. */
export const listMerchants = {
  method: 'GET',
  path: '/v1/merchants',
  needs: 'either',
} as const satisfies Route;
export const inviteMerchant = {
  method: 'POST',
  path: '/v1/merchants',
  needs: 'either',
} as const satisfies Route;
export const readMerchantNotes = {
  method: 'GET',
  path: '/v1/merchants/{id}/notes',
  needs: 'either',
} as const satisfies Route;
export const writeMerchantNote = {
  method: 'POST',
  path: '/v1/merchants/{id}/notes',
  needs: 'either',
} as const satisfies Route;
export const linkMerchant = {
  method: 'POST',
  path: '/v1/merchants/{id}/onboarding-link',
  needs: 'either',
} as const satisfies Route;
