/**
 * Keeps what must not be read in the store: AES-256-GCM for what is needed again (debtors, signing keys),
 * HMAC-SHA-256 for what only has to be recognised (idempotent bodies, rate-limited numbers).
 */
export interface Vault {
  /** Seals text for one place: `context` (table and row id) must be the same again when it is opened. */
  seal(text: string, context: string): Promise<string>;
  /** Throws if the sealed text was changed or moved to another context; `UnknownVaultKey` if sealed under no key of ours. */
  open(sealed: string, context: string): Promise<string>;
  /** Keyed hash, base64url: tells whether two texts are the same without keeping either. */
  fingerprint(text: string): Promise<string>;
}

/** Thrown for what was sealed under a key that is none of the vault's. */
export class UnknownVaultKey extends Error {
  override readonly name = 'UnknownVaultKey';

  constructor() {
    super('sealed under a key that this vault does not have');
  }
}

const utf8 = new TextEncoder();

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

/**
 * A vault under `keys`: 32 random bytes each. The first seals; the others only open what was sealed before they
 * were replaced. Fingerprints are made with the last, so that they outlive a change of the first.
 */
export const createVault = async (keys: readonly Uint8Array<ArrayBuffer>[]): Promise<Vault> => {
  if (keys.length === 0 || keys.some((key) => key.length !== 32)) {
    throw new TypeError('a vault needs one or more keys of 32 bytes');
  }
  const derive = async (key: Uint8Array<ArrayBuffer>, use: string): Promise<ArrayBuffer> => {
    const base = await crypto.subtle.importKey('raw', key, 'HKDF', false, ['deriveBits']);
    const info = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8.encode(use) };
    return crypto.subtle.deriveBits(info, base, 256);
  };
  const sealers = await Promise.all(
    keys.map(async (key) => {
      const bits = await derive(key, 'handslag seal');
      const id = toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bits)).slice(0, 6));
      return {
        id,
        key: await crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['encrypt', 'decrypt']),
      };
    }),
  );
  const [current] = sealers;
  const oldest = keys.at(-1);
  if (current === undefined || oldest === undefined) throw new TypeError('a vault needs a key');
  const printer = await crypto.subtle.importKey(
    'raw',
    await derive(oldest, 'handslag fingerprint'),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const bound = (iv: Uint8Array<ArrayBuffer>, context: string): AesGcmParams => ({
    name: 'AES-GCM',
    iv,
    additionalData: utf8.encode(context),
  });
  return {
    async seal(text, context) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt(bound(iv, context), current.key, utf8.encode(text));
      return [current.id, toBase64Url(iv), toBase64Url(new Uint8Array(sealed))].join('.');
    },
    async open(sealed, context) {
      const [id, iv, body] = sealed.split('.');
      const sealer = sealers.find((one) => one.id === id);
      if (sealer === undefined || iv === undefined || body === undefined) throw new UnknownVaultKey();
      const opened = await crypto.subtle.decrypt(
        bound(fromBase64Url(iv), context),
        sealer.key,
        fromBase64Url(body),
      );
      return new TextDecoder().decode(opened);
    },
    async fingerprint(text) {
      return toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', printer, utf8.encode(text))));
    },
  };
};
