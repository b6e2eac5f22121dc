import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse, valid } from 'kontonummer';
import { bankOf, checkClearing } from '../../src/identifiers/clearing.ts';
import { checkSwedishAccount } from '../../src/identifiers/swedish-account.ts';
import { compare, digits, either, joined, within } from './compare.ts';

/** Both numbers of an account stand in one string here, with a space between them. */
const split = (typed: string): readonly [string, string] => {
  const [clearing = '', account = ''] = typed.split(' ');
  return [clearing, account];
};

/** Does an account fit in every way, with no warning? */
const fits = (typed: string): boolean => {
  const [clearing, account] = split(typed);
  const first = checkClearing(clearing);
  if (!first.ok || first.warning !== null) return false;
  const second = checkSwedishAccount(first.value, account);
  return second.ok && second.warning === null;
};

const at =
  (clearing: RegExp, account: RegExp) =>
  (typed: string): boolean => {
    const [first, second] = split(typed);
    return clearing.test(first) && account.test(second);
  };

const gap = either(' ');
const anyClearing = either(within(1000, 9999), within(9000, 9999));
const birthAndSerial = joined(digits(2), within(1, 12), within(1, 31), digits(3));

/** Without an account number the library would look for it in the clearing number. */
const theyTake = (typed: string): boolean => {
  const [clearing, account] = split(typed);
  return account !== '' && valid(clearing, account);
};

compare('Swedish accounts and kontonummer', {
  random: joined(anyClearing, gap, either(digits(6), digits(7), digits(9), digits(10))),
  shapes: either(
    joined(either(within(1100, 5999), within(7000, 7999), within(9020, 9789)), gap, digits(6), either('?')),
    joined(within(6000, 6999), gap, either(digits(7), digits(8)), either('?')),
    joined(
      either(within(8000, 8999), '80002', '81055', '83519'),
      gap,
      either(digits(9), digits(6)),
      either('?'),
    ),
    joined(either('3300', '3782', '9182'), gap, birthAndSerial, either('?')),
    joined(either('9500', '9960'), gap, either(digits(1), digits(5), digits(7)), either('?')),
    joined(anyClearing, gap, either(digits(6), digits(9)), either('?')),
  ),
  ours: fits,
  theirs: theyTake,
  differences: [
    {
      why: 'the library wants all ten digits of a Swedbank account',
      ours: true,
      at: at(/^8\d{3,4}$/, /^\d{2,9}$/),
      example: '8105 744202466',
    },
    {
      why: 'the library takes eleven digits at Swedbank',
      ours: false,
      at: at(/^8\d{3,4}$/, /^\d{11}$/),
      example: '8105 10000000009',
    },
    {
      why: 'the library fills short accounts of type 1',
      ours: false,
      at: at(/^([1-57]|9)/, /^\d{2,6}$/),
      example: '1100 28',
    },
    {
      why: 'the library does not look at the date of a personal account',
      ours: false,
      at: at(/^(3300|3782)/, /^..((?!0[1-9]|1[0-2])|..(?!0[1-9]|1\d|2[0-8]|6[1-9]|7\d|8[0-8]))/),
      example: '3300 9913010006',
    },
    {
      why: 'the library does not take accounts that are filled to twelve',
      ours: true,
      at: at(/./, /^00\d{10}$/),
      example: '9182 001538017581',
    },
    {
      why: 'the library takes no account of zeros only',
      ours: true,
      at: at(/./, /^0+$/),
      example: '9500 00',
    },
    {
      why: 'the library leaves out what is too long in a clearing number',
      ours: false,
      at: at(/^(8\d{5}|[^8]\d{4})/, /./),
      example: '30001 1111116',
    },
  ],
});

/** The library's own name for a clearing number's bank, or null. */
const theirBank = (clearingNumber: string): string | null => {
  try {
    return parse(clearingNumber, '00', { mode: 'lax' }).bankName;
  } catch {
    return null;
  }
};

test('every clearing number has the bank that kontonummer gives it, but for 3410 to 3499', () => {
  const ourNames: Readonly<Record<string, string>> = {
    'BlueStep Finans': 'Bluestep Finans',
    'Erik Penser': 'Erik Penser Bank',
    'IKANO Bank': 'Ikano Bank',
    Landshypotek: 'Landshypotek Bank',
    'Lån & Spar Bank Sverige': 'Lån & Spar Bank',
    'NOBA Bank Group AB': 'NOBA Bank',
    SBAB: 'SBAB Bank',
  };
  for (let number = 1000; number <= 9999; number += 1) {
    const theirs = theirBank(String(number));
    if (number >= 3410 && number <= 3499) {
      assert.equal(bankOf(String(number)), 'Nordea', 'Länsförsäkringar has 3400 to 3409 only');
      assert.equal(theirs, 'Länsförsäkringar Bank');
      continue;
    }
    assert.equal(bankOf(String(number)), theirs && (ourNames[theirs] ?? theirs), String(number));
  }
});

test('a clearing number loses its fifth digit, and a wrong one is only a warning', () => {
  assert.deepEqual(checkClearing('8351-9'), { ok: true, value: '8351', warning: null });
  assert.deepEqual(checkClearing('8105-1'), { ok: true, value: '8105', warning: 'check_digit' });
  assert.deepEqual(checkClearing('60001'), { ok: false, reason: 'length' });
});

test('an unknown clearing number is taken with a warning, has no bank, and its account is taken as it is', () => {
  assert.deepEqual(checkClearing('9999'), { ok: true, value: '9999', warning: 'range' });
  assert.equal(bankOf('9999'), null);
  assert.deepEqual(checkSwedishAccount('9999', '123 45'), { ok: true, value: '12345', warning: null });
  assert.deepEqual(checkSwedishAccount('9999', '1234567890123'), { ok: false, reason: 'length' });
});

test('an account number is filled to the length of its bank', () => {
  const filled = [
    ['6789', '12345678', '012345678'],
    ['8000', '1111111', '0001111111'],
    ['9500', '43950948', '43950948'],
    ['8000', '000001111111', '0001111111'],
    ['3000', '000001111116', '1111116'],
  ] as const;
  for (const [clearingNumber, typed, value] of filled) {
    const verdict = checkSwedishAccount(clearingNumber, typed);
    assert.equal(verdict.ok && verdict.value, value);
  }
});

test('a personal account may be the number of a person with a coordination number', () => {
  assert.deepEqual(checkSwedishAccount('3300', '7302889907'), {
    ok: true,
    value: '7302889907',
    warning: null,
  });
});

test('no check digit and no date makes a Swedish account wrong, only its length does', () => {
  assert.deepEqual(checkSwedishAccount('8214', '9844447351'), {
    ok: true,
    value: '9844447351',
    warning: 'check_digit',
  });
  assert.deepEqual(checkSwedishAccount('3300', '9913010006'), {
    ok: true,
    value: '9913010006',
    warning: 'date',
  });
  assert.deepEqual(checkSwedishAccount('3000', '111111'), { ok: false, reason: 'length' });
  assert.deepEqual(checkSwedishAccount('3000', '11111111'), { ok: false, reason: 'length' });
});
