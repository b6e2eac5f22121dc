import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { checkMobile, type MobileCountry } from '../../src/identifiers/mobile.ts';
import { digits, either, inputs, joined } from './compare.ts';
import { vectors } from './vectors.ts';

const countries: readonly MobileCountry[] = ['DK', 'SE', 'NO', 'FI', 'IS', 'FO', 'GL'];

const planned = (country: string | undefined): MobileCountry | undefined =>
  countries.find((known) => known === country);

test('every phone vector of a country with a plan becomes its E.164 number', () => {
  for (const { input, country, valid, e164 } of vectors('phone-e164')) {
    const known = planned(country);
    if (known === undefined) continue;
    const verdict = checkMobile(input, known);
    assert.equal(verdict.ok, valid, `${country} ${input}`);
    if (verdict.ok) assert.deepEqual(verdict, { ok: true, value: e164, warning: null });
  }
});

test('a number of a country without a plan is taken in its international form, with a warning', () => {
  const abroad = vectors('phone-e164').filter(({ country }) => planned(country) === undefined);
  assert.ok(abroad.length > 0);
  for (const { e164 } of abroad) {
    assert.deepEqual(checkMobile(e164 ?? '', 'DK'), { ok: true, value: e164, warning: 'range' });
  }
});

test('the trunk 0 falls away in Sweden and Finland, behind the calling code too, and belongs nowhere else', () => {
  const taken = [
    ['070-123 45 67', 'SE', '+46701234567'],
    ['+46 (0)70 123 45 67', 'SE', '+46701234567'],
    ['040 1234567', 'FI', '+358401234567'],
    ['00358 040 1234567', 'DK', '+358401234567'],
  ] as const;
  for (const [typed, country, value] of taken) {
    assert.deepEqual(checkMobile(typed, country), { ok: true, value, warning: null });
  }
  for (const [typed, country] of [
    ['020123456', 'DK'],
    ['040612345', 'NO'],
    ['06111234', 'IS'],
    ['0221234', 'GL'],
  ] as const) {
    assert.deepEqual(checkMobile(typed, country), { ok: false, reason: 'range' });
  }
});

/** National mobile numbers, of each country's own length and of others. */
const national: Readonly<Record<MobileCountry, fc.Arbitrary<string>>> = {
  DK: digits(8),
  SE: joined(either('', '0', '07', '7'), either(digits(8), digits(9))),
  NO: joined(either('', '4', '9'), digits(7)),
  FI: joined(either('04', '4', '05', ''), either(digits(5), digits(7), digits(8), digits(9))),
  IS: joined(either('', '6', '7', '8', '38'), either(digits(6), digits(7))),
  FO: digits(6),
  GL: digits(6),
};

for (const country of countries) {
  test(`no mobile number of ${country} that libphonenumber knows is refused, and none is changed`, (t) => {
    let known = 0;
    fc.assert(
      fc.property(national[country], (typed) => {
        const oracle = parsePhoneNumberFromString(typed, country);
        if (oracle?.country !== country || !oracle.isValid()) return;
        const type = oracle.getType();
        if (type !== 'MOBILE' && type !== 'FIXED_LINE_OR_MOBILE') return;
        known += 1;
        assert.deepEqual(checkMobile(typed, country), { ok: true, value: oracle.number, warning: null });
      }),
      { numRuns: inputs },
    );
    t.diagnostic(`${inputs} inputs: ${known} mobile numbers`);
    assert.ok(known > inputs / 20);
  });
}
