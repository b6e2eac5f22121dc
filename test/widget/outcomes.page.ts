import { expect } from '@open-wc/testing';
import { phone, trouble } from '../support/world.ts';
import { openPayment } from './payment-harness.ts';

/** The sandbox brings these about by the last two digits of the amount. */
const approved = [
  [0, 'Payment approved', 'agreement'],
  [5, 'Payment approved, but no agreement', 'Your bank does not take part'],
  [6, 'Paid', 'You already had'],
  [7, 'Not paid, but agreement set up', 'The account cannot be used'],
  [20, 'Not paid', 'did not go through'],
] as const;

const rejected = [
  [1, 'does not know this number', true],
  [2, 'does not take part', false],
  [24, 'stopped for your safety', false],
  [29, 'amount cannot be paid', false],
] as const;

describe('<handslag-payment> says what came of it', () => {
  for (const [ore, heading, text] of approved) {
    it(`approved: ${heading}`, async () => {
      const payment = await openPayment({ amount: { value: 249_900 + ore, currency: 'DKK' } });
      await payment.answer('approve');
      await payment.shows(() => payment.heading === heading && payment.text.includes(text));
      await expect(payment.element).to.be.accessible();
      expect(payment.has('receipt')).to.equal(true);
      expect(payment.has('again')).to.equal(false);
    });
  }

  for (const [ore, text, again] of rejected) {
    it(`rejected: ${text}`, async () => {
      const payment = await openPayment({ amount: { value: 249_900 + ore, currency: 'DKK' } });
      await payment.send();
      await payment.shows(() => payment.heading === 'This payment is not possible');
      await expect(payment.element).to.be.accessible();
      expect(payment.text).to.contain(text);
      expect(payment.text).to.contain('Nothing has been paid.');
      expect(payment.has('again')).to.equal(again);
    });
  }

  it('declined: trying again keeps the number, and is a new request', async () => {
    const payment = await openPayment();
    await payment.answer('decline');
    await payment.showsPart('again');
    expect(payment.heading).to.equal('Declined');
    await expect(payment.element).to.be.accessible();

    await payment.press('again');
    expect(payment.get('debtor').textContent).to.contain('••••••34');
    await payment.press('submit');
    await phone.act(await payment.onPhone(), 'approve');
    await payment.showsPart('receipt');
    expect(payment.told.filter((type) => type === 'handslag-done')).to.have.length(2);
  });

  it('declined because of a call that is none: no other try is offered', async () => {
    const payment = await openPayment({ surface: 'agent' });
    await payment.answer('not_in_call');
    await payment.shows(() => payment.heading === 'Declined');
    expect(payment.text).to.contain('hang up');
    expect(payment.has('again')).to.equal(false);
  });

  it('cancelled', async () => {
    const payment = await openPayment();
    await payment.send();
    await payment.onPhone();
    await payment.press('cancel');
    await payment.shows(() => payment.heading === 'Cancelled');
    await expect(payment.element).to.be.accessible();
    expect(payment.has('again')).to.equal(true);
  });

  it('cancelled too late: the approval is what counts', async () => {
    const payment = await openPayment({ amount: { value: 249_916, currency: 'DKK' } });
    await payment.send();
    await payment.onPhone();
    await payment.press('cancel');
    await payment.showsPart('receipt');
    expect(payment.text).to.contain('Payment approved');
  });

  it('not known for a while: says not to pay again, and finds out', async () => {
    await trouble({ createError: 'after', readError: 'unavailable' });
    const payment = await openPayment();
    await payment.send();
    await payment.shows(() => payment.heading === 'Do not pay again');
    await expect(payment.element).to.be.accessible();
    expect(payment.text).to.contain('finding out');
    expect(payment.has('cancel')).to.equal(false);

    await trouble();
    await phone.act((await phone.next()).id, 'approve');
    await payment.showsPart('receipt');
  });
});
