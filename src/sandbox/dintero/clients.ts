/** A client of the provider's, at the account of a partner. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
  /** `P11200000` or `T11200000`. */
  readonly account: string;
  readonly scopes: readonly string[];
}

/** What a platform needs for everything that is answered here, and no more. */
export const usualScopes: readonly string[] = [
  'read:accounts',
  'write:accounts',
  'create:account',
  'create:applicant',
  'create:accounts:auth:refresh_token',
];
