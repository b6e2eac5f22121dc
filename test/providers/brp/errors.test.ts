import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { profile } from '../../../src/providers/brp/profile.ts';
import { EftConsentRefused } from '../../../src/providers/eft-consent.ts';
import { failure, forever, openScripted, published, xml } from './scripted.ts';

const errors = (code: string, debuginfo = '', message = 'no'): string =>
  `<errors><error><code>${code}</code><message>${message}</message><debuginfo>${debuginfo}</debuginfo></error></errors>`;

const create = (text: string, status: number, more = {}) => {
  const answer = () => new Response(text, { status, headers: { 'content-type': 'text/xml' } });
  const room = openScripted(answer, more);
  return { ...room, made: room.brp.create(published.create, forever) };
};

describe('an <errors> document is a failure whatever the status says', () => {
  for (const status of [200, 201, 400, 404, 409, 422, 500]) {
    test(`${status}`, async () => {
      const error = await failure(create(errors('1300'), status).made, 'refused');
      assert(error instanceof EftConsentRefused);
      assert.deepEqual([error.code, error.status], ['payer_record_incomplete', status]);
    });
  }
});

test('each error has our word for it', async () => {
  const words = {
    [errors('1301')]: 'not_modifiable',
    [errors('1001', 'field=clearingnumber')]: 'clearing_not_accepted',
    [errors('1001', 'field=accountnumber')]: 'account_not_accepted',
    [errors('1001', '', 'Invalid parameter, accountnumber')]: 'account_not_accepted',
    [errors('1001', 'field=personid')]: 'other',
    [errors('1001', 'field=constructor')]: 'other',
    [errors('9999')]: 'other',
    [errors('constructor')]: 'other',
    '<errors/>': 'other',
    [`<errors>${[errors('9999'), errors('1300')].join('').replaceAll(/<\/?errors>/g, '')}</errors>`]:
      'payer_record_incomplete',
  };
  for (const [text, code] of Object.entries(words)) {
    const error = await failure(create(text, 400).made, 'refused');
    assert.equal(error instanceof EftConsentRefused && error.code, code, text);
  }
});

test('who knows the codes of their own gives a profile of their own', async () => {
  const own = { ...profile, refusals: { '77': 'not_permitted' as const } };
  const error = await failure(create(errors('77'), 200, { profile: own }).made, 'refused');
  assert.equal(error instanceof EftConsentRefused && error.code, 'not_permitted');
});

test('a key or a log-on that is not taken leaves open what was meant, and is shouted', async () => {
  const answers = [
    [errors('1100'), 401],
    [errors('1101'), 200],
    ['', 401],
    ['<html/>', 403],
    [errors('9999'), 403],
  ] as const;
  for (const [text, status] of answers) {
    const { made, log } = create(text, status);
    const error = await failure(made, 'unanswered');
    assert.equal(error.status, status);
    assert.deepEqual(log.lines, [{ level: 'error', event: 'brp.key_refused', fields: { call: 'create' } }]);
  }
});

test('an error of the server’s that says nothing of ours leaves open what came of it', async () => {
  for (const text of ['', '<html>500</html>', errors('1500')]) {
    await failure(create(text, 500).made, 'unanswered');
  }
});

test('who is busy says for how long', async () => {
  for (const status of [429, 502, 503, 504, 408]) {
    const { brp } = openScripted(() => new Response('x', { status, headers: { 'retry-after': '7' } }));
    const error = await failure(brp.read(published.read, forever), 'unanswered');
    assert.deepEqual([error.status, error.retryAfter], [status, 7000]);
  }
});

test('an error is no empty list', async () => {
  const who = { personId: '2', companyIds: ['1'] };
  for (const [text, of] of [
    [errors('1001', 'field=personid'), 'refused'],
    ['<html/>', 'nonsense'],
    ['', 'nonsense'],
    ['<autogiromedgivanden><other/></autogiromedgivanden>', 'nonsense'],
    ['<autogiromedgivanden><autogiromedgivande/></autogiromedgivanden>', 'nonsense'],
  ] as const) {
    await failure(openScripted(() => xml(text)).brp.list(who, forever), of);
  }
});
