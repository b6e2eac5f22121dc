/** Modules by row and column: 1 dark, 0 light, 2 free for data. */
export type Grid = number[][];

const free = 2;

const isFinder = (distance: number): boolean => distance !== 2 && distance !== 4;
const isAlignment = (distance: number): boolean => distance !== 1;

export const setModule = (grid: Grid, x: number, y: number, isDark: boolean): void => {
  const row = grid[y];
  if (row && x in row) row[x] = Number(isDark);
};

/** A square of rings, each dark or light by its distance from the middle. */
const setRings = (
  grid: Grid,
  [centreX, centreY]: readonly [number, number],
  radius: number,
  isDark: (distance: number) => boolean,
): void => {
  for (let y = -radius; y <= radius; y++) {
    for (let x = -radius; x <= radius; x++) {
      setModule(grid, centreX + x, centreY + y, isDark(Math.max(Math.abs(x), Math.abs(y))));
    }
  }
};

/** Appends the remainder that makes a number recognisable when read in part (annexes C and D). */
export const withRemainder = (value: number, generator: number, length: number): number => {
  let rest = value;
  for (let step = 0; step < length; step++) rest = (rest << 1) ^ ((rest >> (length - 1)) * generator);
  return (value << length) | rest;
};

/** Writes the fifteen bits that tell how to read the rest, twice (clause 7.9). */
export const setFormat = (grid: Grid, format: number): void => {
  const { length } = grid;
  for (let at = 0; at < 15; at++) {
    const isDark = ((format >> at) & 1) === 1;
    setModule(grid, 8, at < 6 ? at : at < 8 ? at + 1 : length - 15 + at, isDark);
    setModule(grid, at < 8 ? length - 1 - at : at < 9 ? 7 : 14 - at, 8, isDark);
  }
  setModule(grid, 8, length - 8, true);
};

/** All that does not depend on the data: finders, timing, alignment, version, and the format's places (clause 6.3). */
export const patterns = (version: number): Grid => {
  const size = 17 + 4 * version;
  const grid: Grid = Array.from({ length: size }, () => Array.from({ length: size }, () => free));
  for (let at = 0; at < size; at++) {
    setModule(grid, at, 6, at % 2 === 0);
    setModule(grid, 6, at, at % 2 === 0);
  }
  for (const corner of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    setRings(grid, corner, 4, isFinder);
  const last = size - 7;
  const lines = version === 1 ? [] : version < 7 ? [6, last] : [6, (size - 1) / 2, last];
  for (const x of lines) {
    for (const y of lines) {
      const isAtFinder = Math.min(x, y) === 6 && (x === y || Math.max(x, y) === last);
      if (!isAtFinder) setRings(grid, [x, y], 2, isAlignment);
    }
  }
  setFormat(grid, 0);
  if (version >= 7) setVersion(grid, version);
  return grid;
};

/** Two blocks of three by six (clause 7.10). */
const setVersion = (grid: Grid, version: number): void => {
  const bits = withRemainder(version, 0x1f25, 12);
  for (let at = 0; at < 18; at++) {
    const [along, across] = [Math.floor(at / 3), grid.length - 11 + (at % 3)];
    const isDark = ((bits >> at) & 1) === 1;
    setModule(grid, along, across, isDark);
    setModule(grid, across, along, isDark);
  }
};

/** The free places in the order in which data fills them: two columns at a time, up and down in turn (clause 7.7.3). */
export const freePlaces = (grid: Grid): readonly (readonly [x: number, y: number])[] => {
  const places: [number, number][] = [];
  const down = [...grid.keys()];
  const up = [...down].reverse();
  for (let right = grid.length - 1; right > 0; right -= 2) {
    // The vertical timing pattern takes a whole column.
    if (right === 6) right--;
    for (const y of (right + 1) & 2 ? down : up) {
      for (const x of [right, right - 1]) if (grid[y]?.[x] === free) places.push([x, y]);
    }
  }
  return places;
};
