/**
 * How many times a test tries something that chance decides: `usual` times, or `full` times with HANDSLAG_RUNS=full,
 * or as many as HANDSLAG_RUNS says. Which it was is printed, so that nobody takes the one for the other.
 */
export const runs = (what: string, usual: number, full: number): number => {
  const asked = process.env.HANDSLAG_RUNS ?? '';
  const count = asked === 'full' ? full : Number(asked) || usual;
  console.log(`${what}: ${count}${count < full ? ` (HANDSLAG_RUNS=full: ${full})` : ''}`);
  return count;
};

/** `count` of `all`, taken evenly. */
export const some = <T>(all: readonly T[], count: number): readonly T[] =>
  all.filter(
    (_, index) => Math.floor((index * count) / all.length) !== Math.floor(((index - 1) * count) / all.length),
  );

/** Does `work` on each, so many at the same time, until one fails. */
export const sideBySide = async <T>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<void>,
): Promise<void> => {
  const left = [...all];
  const takeAll = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, takeAll));
  } finally {
    left.length = 0;
  }
};
