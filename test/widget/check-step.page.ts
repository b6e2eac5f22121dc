import { expect } from '@open-wc/testing';
import type { AxeResults, RunOptions } from 'axe-core';
import 'axe-core/axe.min.js';
import { languages } from '../../src/protocol/words.ts';
import { withoutApp } from './debtor-check-harness.ts';
import { cpr, openPayment } from './payment-harness.ts';

declare global {
  interface Window {
    readonly axe: { run(element: Element, options: RunOptions): Promise<AxeResults> };
  }
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

it('checks a payer before anything is sent, where the session allows it', async () => {
  const payment = await openPayment({ check: 'beside' });
  await payment.showsPart('input');
  payment.type(cpr);
  await payment.press('submit');
  await payment.showsPart('debtor');
  expect(payment.calls).to.deep.equal(['GET /v1/session', 'POST /v1/debtor-checks']);
});

it('sends nothing to a payer without the app: says how to get it, and takes another number', async () => {
  const payment = await openPayment({ check: 'beside' });
  await payment.showsPart('input');
  payment.type(withoutApp);
  await payment.press('submit');
  await payment.showsPart('unreachable');
  expect(payment.text).to.include('Nothing has been sent.');
  expect(payment.element.root.querySelector('slot[name=other-way]')).to.exist;
  await payment.press('change');
  await payment.showsPart('input');
  payment.type(cpr);
  await payment.press('submit');
  await payment.showsPart('debtor');
  expect(payment.calls.filter((call) => call.includes('collection-requests'))).to.deep.equal([]);
});

it('goes on where the check cannot be made', async () => {
  const payment = await openPayment({ check: 'beside' });
  await payment.showsPart('input');
  const onward = payment.element.fetch.bind(payment.element);
  payment.element.fetch = (request) =>
    request.url.endsWith('/v1/debtor-checks') ? Promise.reject(new TypeError('no network')) : onward(request);
  payment.type(cpr);
  await payment.press('submit');
  await payment.showsPart('debtor');
});

it('asks nobody where the session does not allow it', async () => {
  const payment = await openPayment();
  await payment.showsPart('input');
  payment.type(cpr);
  await payment.press('submit');
  await payment.showsPart('debtor');
  expect(payment.calls).to.deep.equal(['GET /v1/session']);
});

it('has nothing for axe to find where the payer has no app, in any language', async () => {
  const payment = await openPayment({ check: 'beside' });
  await payment.showsPart('input');
  payment.type('3112364001');
  await payment.press('submit');
  await payment.showsPart('unreachable');
  const headings = new Set<string>();
  for (const language of languages) {
    payment.element.lang = language;
    await payment.shows(() => payment.get('card').lang === language && !headings.has(payment.heading));
    headings.add(payment.heading);
    for (const scheme of ['light', 'dark']) {
      document.documentElement.style.colorScheme = scheme;
      const { violations, incomplete } = await window.axe.run(payment.element, { runOnly: tags });
      expect([...violations, ...incomplete].map(({ id }) => id)).to.deep.equal([]);
    }
  }
  document.documentElement.style.colorScheme = '';
});
