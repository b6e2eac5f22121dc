import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from '../../../src/backend/node/log.ts';

const logged = (event: string, fields: Record<string, unknown>, level: 'info' | 'error' = 'info'): string => {
  let text = '';
  createLog('info', { write: (line) => (text += line) })[level](event, fields);
  return text;
};

test('a line is one JSON object with its level, time, event and fields', () => {
  const line = JSON.parse(
    logged('request.sent', { traceId: '4bf92f3577b34da6a3c0107001234eab', status: 201 }),
  );
  assert.ok(!Number.isNaN(Date.parse(line.time)));
  assert.deepEqual(
    { ...line, time: '' },
    {
      level: 'info',
      time: '',
      event: 'request.sent',
      traceId: '4bf92f3577b34da6a3c0107001234eab',
      status: 201,
    },
  );
});

const slips: Record<string, Record<string, unknown>> = {
  'a CPR number': { note: 'debtor 0107001234 refused', canary: '0107001234' },
  'a CPR number with a hyphen': { note: 'cpr 010700-1234', canary: '010700-1234' },
  'a mobile number': { url: '/x?to=+4520123456', canary: '+4520123456' },
  'a token': { header: 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln', canary: 'eyJzdWIiOiJ4In0' },
  'a secret by its name': { client_secret: 'correct horse', canary: 'correct horse' },
  'a debtor deep inside': { body: { items: [{ debtor: { value: 'Helen' } }] }, canary: 'Helen' },
};

for (const [what, { canary, ...fields }] of Object.entries(slips)) {
  test(`${what} that slipped into a line is taken out`, () => {
    assert.ok(!logged('slip', fields).includes(String(canary)));
  });
}

test('an error keeps its name, message and cause, without what must not be read', () => {
  const error = new TypeError('bad answer', { cause: new Error('for 0107001234') });
  const line = JSON.parse(logged('follow.failed', { error }, 'error'));
  assert.equal(line.error.name, 'TypeError');
  assert.equal(line.error.message, 'bad answer');
  assert.equal(line.error.cause.message, 'for [redacted]');
});

test('what goes round in circles is cut off, not followed', () => {
  const round = { self: {} };
  round.self = round;
  assert.match(logged('round', { round }), /\[redacted\]/);
});
