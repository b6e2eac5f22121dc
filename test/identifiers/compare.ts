import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../trouble/runs.ts';

/** How many inputs each comparison tries. */
export const inputs = runs('inputs for each identifier', 4000, 100_000);

/** A difference that is known and meant: where it lies, what we say there, and one input that shows it. */
export interface Difference {
  readonly why: string;
  readonly ours: boolean;
  readonly at: (typed: string) => boolean;
  readonly example: string;
}

export interface Comparison {
  /** Numbers of any kind, mostly wrong. */
  readonly random: fc.Arbitrary<string>;
  /** Numbers that are right but for one `?` or two, which become what the oracle takes. */
  readonly shapes: fc.Arbitrary<string>;
  readonly checkCharacters?: string;
  readonly ours: (typed: string) => boolean;
  readonly theirs: (typed: string) => boolean;
  readonly differences?: readonly Difference[];
}

/** `count` random digits, without the small numbers that fast-check prefers. */
export const digits = (count: number): fc.Arbitrary<string> =>
  fc.noBias(fc.nat(10 ** count - 1).map((number) => String(number).padStart(count, '0')));

/** A whole number from `least` to `most`, in as many digits as `most` has. */
export const within = (least: number, most: number): fc.Arbitrary<string> =>
  fc
    .noBias(fc.integer({ min: least, max: most }))
    .map((number) => String(number).padStart(String(most).length, '0'));

export const joined = (...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((strings) => strings.join(''));

export const either = (...parts: readonly (fc.Arbitrary<string> | string)[]): fc.Arbitrary<string> =>
  fc.oneof(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)));

/** What happens to a number on its way through a hand: often nothing, else one slip. */
const slips: readonly ((number: string, place: number, digit: string) => string)[] = [
  (number) => number,
  (number) => number,
  (number, place, digit) => number.slice(0, place) + digit + number.slice(place + 1),
  (number, place) =>
    number.slice(0, place) + number.charAt(place + 1) + number.charAt(place) + number.slice(place + 2),
  (number, place) => number.slice(0, place) + number.slice(place + 1),
  (number, place) => number.slice(0, place) + number.charAt(place) + number.slice(place),
];

/** Every way to fill the `?` of a shape. */
const filled = (shape: string, characters: readonly string[]): readonly string[] =>
  shape.includes('?') ? characters.flatMap((one) => filled(shape.replace('?', one), characters)) : [shape];

const slipped = ({ shapes, theirs, checkCharacters = '0123456789' }: Comparison): fc.Arbitrary<string> =>
  fc
    .tuple(shapes, fc.constantFrom(...slips), fc.noBias(fc.nat(99)), digits(1))
    .map(([shape, slip, place, digit]) => {
      const candidates = filled(shape, [...checkCharacters]);
      const number = candidates.find(theirs) ?? candidates[0] ?? shape;
      return slip(number, place % number.length, digit);
    });

/**
 * Holds our verdict against the oracle’s, for so many inputs: half random, half made right and then
 * perhaps spoilt. They may differ only as written down, and both verdicts must come up often.
 */
export const compare = (name: string, comparison: Comparison): void => {
  const { random, ours, theirs, differences = [] } = comparison;

  for (const { why, ours: verdict, at, example } of differences) {
    test(`${name} differ: ${why}`, () => {
      assert.ok(at(example));
      assert.equal(ours(example), verdict);
      assert.equal(theirs(example), !verdict, 'no difference any more: strike it from the list');
    });
  }

  test(`${name} agree but for what is written down`, (t) => {
    const count = { right: 0, wrong: 0, different: 0 };
    fc.assert(
      fc.property(fc.oneof(random, slipped(comparison)), (typed) => {
        const verdict = ours(typed);
        count[verdict ? 'right' : 'wrong'] += 1;
        if (verdict === theirs(typed)) return;
        count.different += 1;
        const known = differences.some((difference) => difference.ours === verdict && difference.at(typed));
        assert.ok(known, `${typed}: ${verdict ? 'right' : 'wrong'} only for us`);
      }),
      { numRuns: inputs },
    );
    t.diagnostic(
      `${inputs} inputs: ${count.right} right, ${count.wrong} wrong, ${count.different} as written down`,
    );
    assert.ok(Math.min(count.right, count.wrong) > inputs / 20, 'both verdicts come up often');
  });
};
