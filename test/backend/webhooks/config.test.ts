import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secretOf } from './receiver.ts';
import { configOf, type EndpointSetup } from './shop.ts';

const right: EndpointSetup = { url: 'https://shop.example/hook?a=1', secrets: [secretOf(1)] };
const secretWith = (bytes: number): string => `whsec_${Buffer.alloc(bytes).toString('base64')}`;

const takes: readonly (readonly [what: string, ...endpoints: EndpointSetup[]])[] = [
  ['one endpoint, without a name', right],
  ['two, each with a name of its own', right, { ...right, id: 'crm' }],
  ['two secrets', { ...right, secrets: [secretOf(1), secretOf(2)] }],
  ['the shortest and the longest secret', { ...right, secrets: [secretWith(24), secretWith(64)] }],
  [
    'plain http where private addresses are allowed',
    { ...right, url: 'http://localhost:3000/', allowPrivate: true },
  ],
];
for (const [what, ...endpoints] of takes) {
  test(`the configuration takes ${what}`, () => assert.doesNotThrow(() => configOf({ shop: endpoints })));
}

const refuses: readonly (readonly [what: string, ...endpoints: EndpointSetup[]])[] = [
  ['plain http', { ...right, url: 'http://shop.example/hook' }],
  ['another scheme', { ...right, url: 'ftp://shop.example/hook', allowPrivate: true }],
  ['credentials in the address', { ...right, url: 'https://user:pass@shop.example/' }],
  ['a fragment', { ...right, url: 'https://shop.example/#here' }],
  ['no secret', { ...right, secrets: [] }],
  ['a secret of another form', { ...right, secrets: ['whsec_short', 'secret'.repeat(8)] }],
  ['a secret that is too short', { ...right, secrets: [secretWith(23)] }],
  ['a secret that is too long', { ...right, secrets: [secretWith(65)] }],
  ['two endpoints of one name', right, right],
];
for (const [what, ...endpoints] of refuses) {
  test(`the configuration refuses ${what}, and does not repeat a secret`, () => {
    assert.throws(
      () => configOf({ shop: endpoints }),
      (error) => endpoints.every(({ secrets }) => secrets.every((secret) => !String(error).includes(secret))),
    );
  });
}
