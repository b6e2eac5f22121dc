const urlSafe = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Without what is easily taken for something else: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. */
const clear = '34679ACDEFGHJKMNPQRTWXY';

const pick = (alphabet: string, length: number): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(length)), (n) => alphabet[n % alphabet.length]).join('');

export const newRequestId = (): string => `cr_${pick(urlSafe, 22)}`;

export const newConsentId = (): string => `ec_${pick(urlSafe, 22)}`;

/** What two people read to each other. */
export const newBindingCode = (): string => pick(clear, 4);
