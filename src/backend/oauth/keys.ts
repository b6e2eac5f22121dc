import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import type { Deps } from '../deps.ts';
import { type Row, StoreConflict } from '../store/store.ts';
import { leeway, lifetimes } from './lifetimes.ts';

/** Table `signing_keys`: one row with the whole ring, so that changing it is one write. */
const table = 'signing_keys';
const id = 'ring';

/**
 * Milliseconds after a key's retirement for which tokens under it may be good: the longest that a token lives, and a
 * minute for one that was being signed meanwhile.
 */
const outlives = (Math.max(...Object.values(lifetimes)) + leeway + 60) * 1000;

interface StoredKey {
  readonly kid: string;
  readonly public: JWK;
  /** Private JWK, sealed by the vault. */
  readonly private: string;
  /** When it signed for the last time, in milliseconds since 1970; null: it signs. */
  readonly retiredAt: number | null;
}

/** Newest first: the first signs, all verify. */
type Ring = readonly [StoredKey, ...StoredKey[]];

/** ES256 keys under which access tokens are signed. The store is asked each time, so all processes agree. */
export interface SigningKeys {
  /** The key that signs; made on first use. Throws if the vault cannot open it. */
  signing(): Promise<{ readonly kid: string; readonly key: CryptoKey }>;
  /** The public key of this id, as long as tokens under it may be good. */
  verifying(kid: string): Promise<CryptoKey | undefined>;
  /** Every public key under which a token may be good (RFC 7517). */
  jwks(): Promise<JSONWebKeySet>;
  /** A new key signs from now on; the old ones stay as long as tokens under them may be good. */
  rotate(): Promise<void>;
}

export const createSigningKeys = ({
  store,
  vault,
  clock,
  log,
}: Pick<Deps, 'store' | 'vault' | 'clock' | 'log'>): SigningKeys => {
  const opened = new Map<string, Promise<CryptoKey>>();
  const imported = new Map<string, Promise<CryptoKey>>();

  const make = async (): Promise<StoredKey> => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(pair.publicKey);
    const kid = await calculateJwkThumbprint(jwk);
    const sealed = await vault.seal(JSON.stringify(await exportJWK(pair.privateKey)), contextOf(kid));
    return { kid, public: { ...jwk, kid, use: 'sig', alg: 'ES256' }, private: sealed, retiredAt: null };
  };

  /** Writes the ring unless another process was faster: then theirs stands, which is just as good. */
  const write = async (ring: Ring, expect: number): Promise<void> => {
    try {
      await store.commit([{ table, id, value: ring, expect }]);
      log.info('signing_key.made', { kid: ring[0].kid });
    } catch (error) {
      if (!(error instanceof StoreConflict)) throw error;
    }
  };

  const read = async (): Promise<Row<Ring>> => {
    const row = await store.get<Ring>(table, id);
    if (row !== undefined) return row;
    await write([await make()], 0);
    return read();
  };

  const isGood = ({ retiredAt }: StoredKey): boolean =>
    retiredAt === null || retiredAt + outlives > clock.now();

  const open = async (stored: StoredKey): Promise<CryptoKey> =>
    toKey(JSON.parse(await vault.open(stored.private, contextOf(stored.kid))));

  return {
    async signing() {
      const [newest] = (await read()).value;
      return { kid: newest.kid, key: await once(opened, newest.kid, () => open(newest)) };
    },
    async verifying(kid) {
      const stored = (await read()).value.find((key) => key.kid === kid);
      if (stored === undefined || !isGood(stored)) return undefined;
      return once(imported, kid, () => toKey(stored.public));
    },
    async jwks() {
      return { keys: (await read()).value.filter(isGood).map((key) => key.public) };
    },
    async rotate() {
      const { value, revision } = await read();
      const retired = value.map((key) => ({ ...key, retiredAt: key.retiredAt ?? clock.now() }));
      await write([await make(), ...retired.filter(isGood)], revision);
    },
  };
};

const contextOf = (kid: string): string => `${table}/${kid}`;

const toKey = async (jwk: JWK): Promise<CryptoKey> => {
  const key = await importJWK(jwk, 'ES256');
  if (key instanceof Uint8Array) throw new TypeError('not a key pair');
  return key;
};

/** The promise made for this key id, made now if there is none; a failed one is forgotten. */
const once = (
  made: Map<string, Promise<CryptoKey>>,
  kid: string,
  make: () => Promise<CryptoKey>,
): Promise<CryptoKey> => {
  const known = made.get(kid);
  if (known !== undefined) return known;
  const promise = make();
  made.set(kid, promise);
  promise.catch(() => made.delete(kid));
  return promise;
};
