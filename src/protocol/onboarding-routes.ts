import { uploadBytes } from './onboarding-words.ts';
import type { Route } from './routes.ts';

const base = '/v1/onboarding';

/** The routes of merchant onboarding. Each write answers with the onboarding as it then stands. */
export const readOnboarding = { method: 'GET', path: base, needs: 'session' } as const satisfies Route;

const write = <const M extends 'POST' | 'PUT', const P extends string>(method: M, path: P) =>
  ({ method, path: `${base}${path}`, needs: 'session' }) as const;

export const writeFacts = /* @__PURE__ */ write('PUT', '/facts');
export const acceptDocuments = /* @__PURE__ */ write('POST', '/acceptances');
/** The merchant signs up, or accepts what was prefilled. */
export const signUp = /* @__PURE__ */ write('POST', '/sign-up');
/** An agent leaves it to the merchant to accept. */
export const prefillSignUp = /* @__PURE__ */ write('POST', '/prefill');
export const enterCode = /* @__PURE__ */ write('POST', '/code');
export const resendCode = /* @__PURE__ */ write('POST', '/code/resend');
export const resumeOnboarding = /* @__PURE__ */ write('POST', '/resumption');
export const apply = /* @__PURE__ */ write('POST', '/applications');
export const withdrawApplication = /* @__PURE__ */ write('POST', '/applications/{id}/withdrawal');
export const signUpForOption = /* @__PURE__ */ write('POST', '/options/{option}');
/** A new link in place of one that expired. */
export const renewOptionLink = /* @__PURE__ */ write('POST', '/options/{option}/link');
export const setFeature = /* @__PURE__ */ write('PUT', '/features/{feature}');
/** The body is the file itself, its type in `Content-Type`. */
export const uploadDocument = {
  method: 'POST',
  path: `${base}/uploads/{kind}`,
  needs: 'session',
  mostBytes: uploadBytes,
} as const satisfies Route;
export const exitOnboarding = /* @__PURE__ */ write('POST', '/exit');
