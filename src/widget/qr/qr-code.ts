import { codewords, lastVersion } from './codewords.ts';
import { freePlaces, type Grid, patterns, setFormat, setModule, withRemainder } from './patterns.ts';

/**
 * QR codes (ISO/IEC 18004) for web addresses: bytes, error correction level M, versions 1 to 13, which is up to 331
 * bytes. Small, because a payment page has to load it; a test holds it against a full encoder, module by module.
 */
export interface QrCode {
  /** Modules along one side, without the quiet zone. */
  readonly size: number;
  /** The dark modules, one unit each, for the `d` of an SVG path. */
  readonly path: string;
}

/** Table 10, by column and row: where it gives 0, the module is turned over. */
const masks: readonly ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** The code for an address; `undefined` if it is too long. `only` names a mask; otherwise the one with the fewest long runs is taken. */
export const qrCode = (address: string, only?: number): QrCode | undefined => {
  const bytes = new TextEncoder().encode(address);
  for (let version = 1; version <= lastVersion; version++) {
    const grid = patterns(version);
    const places = freePlaces(grid);
    const data = codewords(bytes, version, Math.floor(places.length / 8));
    if (data === undefined) continue;
    const drawn = [...masks.keys()].map((mask) => draw(grid, places, data, mask));
    const [best = []] =
      only === undefined ? drawn.sort((a, b) => penalty(a) - penalty(b)) : drawn.slice(only);
    return { size: best.length, path: best.map(outline).join('') };
  }
  return undefined;
};

/** The rows as text, a digit for each module. */
const draw = (
  patterns: Grid,
  places: ReturnType<typeof freePlaces>,
  data: readonly number[],
  mask: number,
): readonly string[] => {
  const grid = patterns.map((row) => [...row]);
  places.forEach(([x, y], at) => {
    const bit = ((data[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
    setModule(grid, x, y, (bit === 1) !== (masks[mask]?.(x, y) === 0));
  });
  setFormat(grid, withRemainder(mask, 0x537, 10) ^ 0x5412);
  return grid.map((row) => row.join(''));
};

const outline = (row: string, y: number): string =>
  Array.from(
    row.matchAll(/1+/g),
    ({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`,
  ).join('');

/** How hard a drawing is to read: by its long runs, the first rule of clause 7.8.3. */
const penalty = (rows: readonly string[]): number => {
  const columns = [...rows.keys()].map((x) => rows.map((row) => row[x]).join(''));
  const runs = [...rows, ...columns].join().match(/0{5,}|1{5,}/g) ?? [];
  return runs.reduce((points, { length }) => points + length - 2, 0);
};
