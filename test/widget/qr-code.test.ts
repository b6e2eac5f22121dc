import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { correction, generate, mode } from 'lean-qr';
import { type QrCode, qrCode } from '../../src/widget/qr/qr-code.ts';

/** A module is dark if the path goes over it. */
const modulesOf = ({ size, path }: QrCode): string => {
  const rows = Array.from({ length: size }, () => Array<string>(size).fill('0'));
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    rows[Number(y)]?.fill('1', Number(x), Number(x) + Number(run));
  }
  return rows.map((row) => row.join('')).join('\n');
};

const oracle = (address: string, mask: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7): string =>
  generate(mode.bytes(new TextEncoder().encode(address)), {
    minCorrectionLevel: correction.M,
    maxCorrectionLevel: correction.M,
    mask,
  })
    .toString({ on: '1', off: '0', lf: '\n', pad: 0 })
    .trim();

const masks = [0, 1, 2, 3, 4, 5, 6, 7] as const;

const drawn = (address: string, mask?: number): string => {
  const code = qrCode(address, mask);
  if (code === undefined) throw new Error('too long');
  return modulesOf(code);
};

test('every version and every mask is drawn as a full encoder draws it', () => {
  const lengths = [1, 14, 15, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331];
  for (const length of lengths) {
    const address = 'https://app.betalingsservice.example/'.repeat(10).slice(0, length);
    for (const mask of masks) assert.equal(drawn(address, mask), oracle(address, mask), `${length}, ${mask}`);
  }
});

test('any text up to the last version is drawn as a full encoder draws it', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(text, fc.constantFrom(...masks), (address, mask) => {
      assert.equal(drawn(address, mask), oracle(address, mask));
    }),
  );
});

test('without a mask named, one of them is taken', () => {
  const address = 'https://app.betalingsservice.example/approve/3f2c8a6e-5b1d-4c6e-9a5f-0d1c2b3a4e5f';
  assert.ok(masks.some((mask) => drawn(address) === oracle(address, mask)));
});

test('an address that is too long has no code', () => {
  assert.equal(qrCode('x'.repeat(332)), undefined);
});
