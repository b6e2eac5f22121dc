import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import type { HandslagPayment } from '../../src/widget/payment/handslag-payment.ts';
import { openSession, phone } from '../support/world.ts';
import { cpr, openPayment, type Payment, showPayment } from './payment-harness.ts';

const posts = ({ calls }: Payment): number => calls.filter((call) => call.startsWith('POST')).length;

/** There is no event for a call that is not made. */
const aWhile = () => aTimeout(100);

/** Up to the screen on which everything is shown once more, and all that is needed to send is there. */
const openReview = async (): Promise<Payment> => {
  await import('../../src/widget/payment/later.ts');
  const payment = await openPayment();
  await payment.showsPart('input');
  payment.type(cpr);
  await payment.press('submit');
  return payment;
};

describe('<handslag-payment> in a page that does as it likes', () => {
  it('takes its token out of the document', async () => {
    const { backend, token } = await openSession();
    const element = await fixture<HandslagPayment>(
      html`<handslag-payment backend=${backend} token=${token}></handslag-payment>`,
    );
    await expect(element).to.be.accessible();
    expect(element.hasAttribute('token')).to.equal(false);
    expect(element.token).to.equal(token);
  });

  it('takes a token that was set before the element was defined', async () => {
    const element = document.createElement('handslag-payment-early');
    Object.assign(element, { token: 'early' });
    const { HandslagPayment } = await import('../../src/widget/payment/handslag-payment.ts');
    customElements.define('handslag-payment-early', class extends HandslagPayment {});
    customElements.upgrade(element);
    expect(Object.hasOwn(element, 'token')).to.equal(false);
    expect(Reflect.get(element, 'token')).to.equal('early');
  });

  it('makes one request of three submit()', async () => {
    const payment = await openReview();
    payment.element.submit();
    payment.element.submit();
    payment.element.submit();
    await payment.onPhone();
    expect(posts(payment)).to.equal(1);
  });

  it('sends nothing that has not been on the screen', async () => {
    const payment = await openReview();
    await payment.press('change');
    payment.element.submit();
    payment.element.submit();
    await aWhile();
    expect(payment.heading).to.equal('Check and send');
    expect(posts(payment)).to.equal(0);
  });

  it('takes the second half of a double click for nothing', async () => {
    const payment = await openReview();
    payment.get('submit').dispatchEvent(new MouseEvent('click', { detail: 2 }));
    await aWhile();
    expect(payment.heading).to.equal('Check and send');
    payment.get('submit').dispatchEvent(new MouseEvent('click', { detail: 1 }));
    payment.get('submit').dispatchEvent(new MouseEvent('click', { detail: 2 }));
    await payment.onPhone();
    expect(posts(payment)).to.equal(1);
  });

  it('goes on after a reload', async () => {
    const session = await openSession();
    const before = await showPayment(session);
    await before.send();
    const request = await before.onPhone();
    before.element.remove();

    const after = await showPayment(await openSession({ reference: session.reference }));
    await after.showsPart('qr');
    expect(posts(after)).to.equal(0);
    await phone.act(request, 'approve');
    await after.showsPart('receipt');
  });

  it('says once that a request is done, even if it is shown anew', async () => {
    const session = await openSession();
    const payment = await showPayment(session);
    await payment.answer('approve');
    await payment.showsPart('receipt');
    payment.element.token = (await openSession({ reference: session.reference })).token;
    await payment.shows(() => !payment.has('receipt'));
    await payment.showsPart('receipt');
    expect(payment.told.filter((type) => type === 'handslag-done')).to.have.length(1);
  });

  it('says and sends nothing once it has been removed, and goes on when it is put back', async () => {
    const payment = await openPayment();
    const place = payment.element.parentElement;
    await payment.send();
    const request = await payment.onPhone();
    payment.element.remove();
    const before = [payment.told.length, payment.calls.length];

    const other = await openPayment();
    await phone.act(request, 'approve');
    await other.answer('approve');
    await other.showsPart('receipt');
    expect([payment.told.length, payment.calls.length]).to.deep.equal(before);

    place?.append(payment.element);
    await payment.showsPart('receipt');
    expect(posts(payment)).to.equal(1);
  });

  it('keeps its calls when it is only moved', async () => {
    const payment = await openPayment();
    await payment.send();
    const request = await payment.onPhone();
    const { length } = payment.calls;
    document.body.append(payment.element);
    await Promise.resolve();
    expect(payment.calls).to.have.length(length);
    await phone.act(request, 'approve');
    await payment.showsPart('receipt');
    payment.element.remove();
  });

  it('may be removed by who hears that it is done', async () => {
    const payment = await openPayment();
    payment.element.addEventListener('handslag-done', () => payment.element.remove());
    const done = new Promise((resolve) => payment.element.addEventListener('handslag-done', resolve));
    await payment.answer('approve');
    await done;
    expect(payment.told.at(-1)).to.equal('handslag-done');
  });

  it('tells the page of its state', async () => {
    const payment = await openPayment();
    await payment.showsPart('input');
    expect(payment.element.matches(':state(identify)')).to.equal(true);
    await payment.send();
    await payment.onPhone();
    expect(payment.element.matches(':state(waiting):state(pending)')).to.equal(true);
    expect(payment.element.matches(':state(identify)')).to.equal(false);
  });

  it('keeps the number out of its attributes, its events and the web storage', async () => {
    const payment = await openPayment();
    const heard: string[] = [];
    payment.element.addEventListener('handslag-change', ({ snapshot }) =>
      heard.push(JSON.stringify(snapshot)),
    );
    await payment.showsPart('input');
    const { input } = payment;
    // One that cannot be right is drawn again, with what is wrong.
    payment.type('3113901234');
    await payment.press('submit');
    await payment.shows(() => payment.get('error').textContent !== '');
    expect(payment.element.root.innerHTML).not.to.match(/311390/);
    await payment.answer('approve');
    await payment.showsPart('receipt');
    expect(input.value).to.equal('');
    const kept = [
      payment.element.root.innerHTML,
      ...heard,
      JSON.stringify({ ...localStorage, ...sessionStorage }),
    ];
    for (const place of kept) expect(place).not.to.match(/010190-?1234/);
  });
});
