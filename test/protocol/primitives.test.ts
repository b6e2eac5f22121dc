import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PaymentText } from '../../src/protocol/primitives.ts';

test('what the payer reads is one line of whole characters that can be seen', () => {
  for (const text of ['Phone + first month', 'Søknad № 7 – 50 %', '🇩🇰 日本']) {
    assert(PaymentText.safeParse(text).success, text);
  }
  for (const text of ['', 'a\nb', 'a\u2028b', 'a\u0000', 'a\u202eb', 'a\ud83c', '\udde9a', 'x'.repeat(141)]) {
    assert(!PaymentText.safeParse(text).success, JSON.stringify(text));
  }
});
