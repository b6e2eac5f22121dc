import type { Clock } from '../given.ts';

/** Seconds for which a token is good. Not published; short, so that renewal is seen. */
export const lifetime = 300;

export interface Tokens {
  /** Bound to the certificate that it was asked for with (RFC 8705 §3). */
  issue(certificate: string): string;
  isGood(token: string, certificate: string): boolean;
  /** Ends them all, as a restart of the bank does. */
  endAll(): void;
}

/** Of this process alone. */
export const createTokens = (clock: Clock): Tokens => {
  const issued = new Map<string, { readonly certificate: string; readonly until: number }>();
  return {
    issue(certificate) {
      const token = `${crypto.randomUUID()}.${crypto.randomUUID()}`;
      issued.set(token, { certificate, until: clock.now() + lifetime * 1000 });
      return token;
    },
    isGood(token, certificate) {
      const found = issued.get(token);
      return found !== undefined && found.certificate === certificate && clock.now() < found.until;
    },
    endAll: () => issued.clear(),
  };
};
