import { route } from './route.ts';

export const checkDebtor = /* @__PURE__ */ route({
  method: 'POST',
  path: '/v1/debtor-checks',
  needs: 'session',
});
