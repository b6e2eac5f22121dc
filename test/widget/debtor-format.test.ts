import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caretAfter, formatCpr, hideCpr } from '../../src/widget/payment/debtor-format.ts';

test('a CPR number is written six and four, from the seventh digit on', () => {
  assert.deepEqual(['', '010190', '0101901', '010190-1234', '01 01 90 1234', 'x'].map(formatCpr), [
    '',
    '010190',
    '010190-1',
    '010190-1234',
    '010190-1234',
    '',
  ]);
});

test('the caret stays behind the digit that was typed', () => {
  // [what stands in the field, with | for the caret; what it becomes]
  const cases = [
    ['0101901|', '010190-1|'],
    ['010|190-1234', '010|190-1234'],
    ['01x|0190', '01|0190'],
    ['010190|1234', '010190|-1234'],
    ['0101905|-1234', '010190-5|1234'],
    ['|0101901234', '|010190-1234'],
  ] as const;
  for (const [before, after] of cases) {
    const typed = before.replace('|', '');
    const caret = caretAfter(typed, before.indexOf('|'));
    const formatted = formatCpr(typed);
    assert.equal(`${formatted.slice(0, caret)}|${formatted.slice(caret)}`, after);
  }
});

test('hidden, only the last two digits can be read', () => {
  assert.deepEqual(['', '01', '0101901234'].map(hideCpr), ['', '01', '••••••-••34']);
});
