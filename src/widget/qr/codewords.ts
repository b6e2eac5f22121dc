/** For level M, by version (table 9): error correction codewords in each block, and the number of blocks. */
const correctionOf = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22];
const blocksOf = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9];

export const lastVersion = blocksOf.length - 1;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/**
 * The `total` codewords that carry these bytes, with their error correction, in the order in which they are drawn
 * (clauses 7.4 to 7.6). `undefined`: the version has not enough room.
 */
export const codewords = (
  bytes: Uint8Array,
  version: number,
  total: number,
): readonly number[] | undefined => {
  const degree = correctionOf[version] ?? 0;
  const count = blocksOf[version] ?? 1;
  const room = total - degree * count;
  // Byte mode, the length, the bytes, the terminator: all of them whole half bytes.
  const text = `4${hex(bytes.length, version < 10 ? 2 : 4)}${Array.from(bytes, (byte) => hex(byte, 2)).join('')}0`;
  if (text.length > room * 2) return undefined;
  const data = Array.from(text.padEnd(room * 2, 'ec11').matchAll(/../g), ([pair]) =>
    Number.parseInt(pair, 16),
  );

  const polynomial = generator(degree);
  const blocks: number[][] = [];
  for (let at = 0, from = 0; at < count; at++) {
    // The last blocks take what is left over, one codeword each.
    const length = Math.floor((room + at) / count);
    blocks.push(data.slice(from, from + length));
    from += length;
  }
  return [...inTurn(blocks), ...inTurn(blocks.map((block) => correction(block, polynomial)))];
};

/** First of each, second of each, and so on; the longer ones last. */
const inTurn = (blocks: readonly (readonly number[])[]): number[] => {
  const longest = Math.max(...blocks.map(({ length }) => length));
  return [...Array(longest).keys()].flatMap((at) => blocks.flatMap((block) => block.slice(at, at + 1)));
};

/** Product in the field of 256 that the standard uses: polynomials modulo x^8 + x^4 + x^3 + x^2 + 1. */
const times = (a: number, b: number): number => {
  let product = 0;
  for (let [left, right] = [a, b]; right > 0; right >>= 1) {
    if (right & 1) product ^= left;
    left = (left << 1) ^ ((left >> 7) * 0x11d);
  }
  return product;
};

/** (x + 1)(x + 2)(x + 4)…, without its first coefficient, which is 1. */
const generator = (degree: number): readonly number[] => {
  let factors: number[] = [];
  for (let at = 0, root = 1; at < degree; at++, root = times(root, 2)) {
    const shifted = [...factors, 0];
    factors = shifted.map(
      (factor, place) => factor ^ times(place === 0 ? 1 : (factors[place - 1] ?? 0), root),
    );
  }
  return factors;
};

/** Reed-Solomon: the remainder of the data, divided by the generator. */
const correction = (data: readonly number[], polynomial: readonly number[]): number[] => {
  let rest = polynomial.map(() => 0);
  for (const byte of data) {
    const [first = 0, ...others] = rest;
    const lead = byte ^ first;
    rest = polynomial.map((factor, at) => (others[at] ?? 0) ^ times(factor, lead));
  }
  return rest;
};
