import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { formatDuration } from '../../src/widget/format-time.ts';
import { Countdown } from '../../src/widget/payment/countdown.ts';
import { Voice } from '../../src/widget/payment/voice.ts';
import { snapshot } from '../flow/payment-samples.ts';

test('the time left is reckoned from the server’s clock, however wrong this one is', () => {
  const long = snapshot({ now: '2001-01-01T00:00:00.000Z', expiresAt: '2001-01-01T00:09:30.000Z' });
  assert.equal(new Countdown(() => {}).left(long), 570);
});

test('the time left is never less than nothing', () => {
  const over = snapshot({ now: '2001-01-01T00:10:00.000Z', expiresAt: '2001-01-01T00:09:30.000Z' });
  assert.equal(new Countdown(() => {}).left(over), 0);
});

test('a tick comes with each second, for as long as it is asked for', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  let ticks = 0;
  const countdown = new Countdown(() => {
    ticks += 1;
  });
  countdown.left(snapshot());
  mock.timers.tick(5000);
  assert.equal(ticks, 1);
  countdown.left(snapshot());
  mock.timers.tick(5000);
  assert.equal(ticks, 2);
  mock.timers.reset();
});

test('ten minutes are spoken every three minutes, then every minute, then every half minute', () => {
  const voice = new Voice();
  const heard: string[] = [];
  for (let left = 600; left >= 0; left--) {
    voice.status = '';
    voice.sayTime(left, `${left}`);
    if (voice.status !== '') heard.push(voice.status);
  }
  assert.deepEqual(heard, ['540', '360', '300', '240', '180', '120', '60', '30']);
});

test('after a gap the time is spoken once, as it is now', () => {
  const voice = new Voice();
  voice.sayTime(590, '590');
  assert.equal(voice.status, '');
  voice.sayTime(200, '200');
  assert.equal(voice.status, '200');
});

test('each line is said once, and the end is an alarm while what follows it is none', () => {
  const voice = new Voice();
  voice.say('sent');
  voice.status = '';
  voice.say('sent');
  assert.equal(voice.status, '');
  voice.sayEnd('approved');
  assert.deepEqual([voice.status, voice.alert], ['', 'approved']);
  voice.sayEnd('paid');
  assert.deepEqual([voice.status, voice.alert], ['paid', 'approved']);
  voice.say('sent again');
  assert.deepEqual([voice.status, voice.alert], ['sent again', '']);
});

test('the time left is said in whole units', () => {
  assert.deepEqual(
    [30, 60, 540, 86_400].map((seconds) => formatDuration(seconds, 'da')),
    ['30 sekunder', '1 minut', '9 minutter', '24 timer'],
  );
});
