import type { Deps } from '../deps.ts';
import { leeway } from './lifetimes.ts';

/** Table `revoked_tokens`: one row per token id, due when the token would have expired anyway. */
const table = 'revoked_tokens';

export interface Revocations {
  /** `expiresAt` in milliseconds since 1970: until then the token's id is remembered. */
  revoke(jti: string, expiresAt: number): Promise<void>;
  isRevoked(jti: string): Promise<boolean>;
}

export const createRevocations = ({ store, clock }: Pick<Deps, 'store' | 'clock'>): Revocations => ({
  async revoke(jti, expiresAt) {
    // Each revocation clears away more than it adds, so the table holds little more than tokens still good.
    const stale = await store.due(table, clock.now(), 20);
    await store.commit([
      ...stale.map((row) => ({ table, id: row.id, value: undefined })),
      { table, id: jti, value: {}, due: expiresAt + leeway * 1000 },
    ]);
  },
  async isRevoked(jti) {
    return (await store.get(table, jti)) !== undefined;
  },
});
