import { expect } from '@open-wc/testing';
import { expectNothingFound } from './axe.ts';
import { withoutApp } from './debtor-check-harness.ts';
import { cpr, openPayment } from './payment-harness.ts';

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
  await expectNothingFound(payment.element, async (language) => {
    payment.element.lang = language;
    await payment.shows(() => payment.get('card').lang === language && !headings.has(payment.heading));
    headings.add(payment.heading);
  });
});

it('has nothing for axe to find while a payer is checked, in any language', async () => {
  const payment = await openPayment({ check: 'beside' });
  await payment.showsPart('input');
  const onward = payment.element.fetch.bind(payment.element);
  payment.element.fetch = (request) =>
    request.url.endsWith('/v1/debtor-checks') ? new Promise(() => {}) : onward(request);
  payment.type(cpr);
  await payment.press('submit');
  await payment.shows(() => payment.element.matches(':state(checking)'));
  await expectNothingFound(payment.element, async (language) => {
    payment.element.lang = language;
    await payment.shows(() => payment.get('card').lang === language);
  });
});
