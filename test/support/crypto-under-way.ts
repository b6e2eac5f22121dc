/**
 * WebCrypto works on threads of its own, and on a busy machine takes as long as it likes: whether it has finished
 * cannot be told by letting time pass. So its calls are counted.
 */
let underWay = 0;

const names = [
  'decrypt',
  'deriveBits',
  'digest',
  'encrypt',
  'exportKey',
  'generateKey',
  'importKey',
  'sign',
  'verify',
];

for (const name of names) {
  const method: unknown = Reflect.get(SubtleCrypto.prototype, name);
  if (typeof method !== 'function') throw new TypeError(`no ${name}`);
  const counted = async function (this: SubtleCrypto, ...given: unknown[]): Promise<unknown> {
    underWay += 1;
    try {
      return await Reflect.apply(method, this, given);
    } finally {
      underWay -= 1;
    }
  };
  Reflect.set(SubtleCrypto.prototype, name, counted);
}

/** How many of WebCrypto's calls are not finished. */
export const cryptoUnderWay = (): number => underWay;
