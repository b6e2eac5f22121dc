import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkCpr } from '../../src/identifiers/cpr.ts';
import { checkCustomerNumber } from '../../src/identifiers/customer-number.ts';
import { checkDebtor } from '../../src/identifiers/debtor.ts';
import { mask } from '../../src/identifiers/mask.ts';

test('a CPR number that fails modulus 11 is taken, whatever the seventh digit', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1937-01-01'), max: new Date('1999-12-31'), noInvalidDate: true }),
      fc.nat(3999),
      (born, serial) => {
        const date = born.toISOString();
        const cpr = `${date.slice(8, 10)}${date.slice(5, 7)}${date.slice(2, 4)}${String(serial).padStart(4, '0')}`;
        assert.deepEqual(checkCpr(cpr), { ok: true, value: cpr, warning: null });
      },
    ),
  );
});

test('29 February is a date only in a leap year of the right century', () => {
  assert.equal(checkCpr('290200-4111').ok, true, '2000 was one');
  assert.deepEqual(checkCpr('290200-0111'), { ok: false, reason: 'date' }, '1900 was none');
});

test('what is wrong with a CPR number is told apart', () => {
  const reasons = Object.entries({
    '': 'empty',
    '01019o1234': 'characters',
    '010190123': 'length',
    '310290-1234': 'date',
  });
  for (const [typed, reason] of reasons) assert.deepEqual(checkCpr(typed), { ok: false, reason }, typed);
});

test('a customer number is upper case, at most 15 letters and digits, its zeros kept', () => {
  assert.deepEqual(checkCustomerNumber(' 001-ab '), { ok: true, value: '001AB', warning: null });
  assert.deepEqual(checkCustomerNumber('1234567890123456'), { ok: false, reason: 'length' });
  assert.deepEqual(checkCustomerNumber('12_3'), { ok: false, reason: 'characters' });
});

test('a debtor is checked by its own scheme', () => {
  assert.deepEqual(checkDebtor({ scheme: 'mobile', value: '20 12 34 56' }), {
    ok: true,
    value: '+4520123456',
    warning: null,
  });
  assert.deepEqual(checkDebtor({ scheme: 'cpr', value: '20 12 34 56' }), { ok: false, reason: 'length' });
  assert.deepEqual(checkDebtor({ scheme: 'customer_number', value: '0012' }), {
    ok: true,
    value: '0012',
    warning: null,
  });
});

test('a mask shows the last two characters and nothing else', () => {
  assert.equal(mask('2110625629'), '••••••29');
  assert.equal(mask('0012'), '••••••••');
});
