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
  'a key in an address': {
    note: 'GET https://gym.example/api/ver2/autogiromedgivanden.xml?apikey=338934897438&id=1&personid=77',
    canary: '338934897438',
  },
  'a person in an address': {
    note: 'https://gym.example/api/ver2/autogiromedgivanden.xml?apikey=338934897438&id=1&personid=77',
    canary: '77',
  },
  'an account in an address': {
    note: 'PUT: APIURL/autogiromedgivanden.xml?id=1&clearingnumber=1111&accountnumber=555555',
    canary: '555555',
  },
  'a clearing number in an address that is encoded': { note: '?u=%3Fclearingnumber%3D1234', canary: '1234' },
  'an account in a document': { body: '<accountnumber>4444444</accountnumber>', canary: '4444444' },
  'a log-on in an address': { url: 'https://me:hemlig@gym.example/', canary: 'hemlig' },
  'a payer number': { note: 'payer 197012071234', canary: '197012071234' },
  'a payer number with a hyphen': { note: 'payer 19701207-1234.', canary: '19701207-1234' },
  'a key by its name': { apiKey: 'abc-1', canary: 'abc-1' },
  'an account by its name': { accountnumber: '555555', canary: '555555' },
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

test('what is no secret stays: the address before its query, the time, the name of a parameter', () => {
  const line = logged('slip', {
    note: 'https://gym.example/api/ver2/list.xml?apikey=1&id=2 at 1763700000000',
    more: 'personid=5&bgcaction=add',
  });
  assert.match(line, /https:\/\/gym\.example\/api\/ver2\/list\.xml\?\[redacted\] at 1763700000000/);
  assert.match(line, /personid=\[redacted\]&bgcaction=add/);
});

test('what goes round in circles is cut off, not followed', () => {
  const round = { self: {} };
  round.self = round;
  assert.match(logged('round', { round }), /\[redacted\]/);
});
