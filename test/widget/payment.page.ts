import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { phone } from '../support/world.ts';
import { cpr, openPayment, type Payment } from './payment-harness.ts';

const focused = (payment: Payment): string =>
  payment.element.root.activeElement?.getAttribute('part') ?? 'nothing';

describe('<handslag-payment>', () => {
  it('goes from the form to the receipt', async () => {
    const payment = await openPayment();
    await payment.showsPart('input');
    await expect(payment.element).to.be.accessible();
    expect(payment.text).to.contain('DKK 2,499.00');

    payment.type(cpr);
    await payment.press('submit');
    await payment.showsPart('mandate');
    await expect(payment.element).to.be.accessible();
    expect(payment.get('debtor').textContent).to.contain('••••••34');
    expect(payment.get('mandate').textContent).to.contain('customer number C');

    await payment.press('submit');
    const request = await payment.onPhone();
    await payment.showsPart('qr');
    await expect(payment.element).to.be.accessible();

    await phone.act(request, 'approve');
    await payment.showsPart('receipt');
    await expect(payment.element).to.be.accessible();
    expect(payment.get('receipt').textContent).to.contain('Customer number');
    expect(payment.told.filter((type) => type === 'handslag-done')).to.have.length(1);
  });

  it('is paid by keyboard alone, and the focus is always where the person goes on', async () => {
    const payment = await openPayment();
    await payment.showsPart('input');
    payment.input.focus();
    await sendKeys({ type: cpr });
    expect(payment.input.value).to.equal('010190-1234');

    await sendKeys({ press: 'Enter' });
    await payment.showsPart('mandate');
    expect(focused(payment)).to.equal('heading');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    expect(focused(payment)).to.contain('submit');

    await sendKeys({ press: 'Enter' });
    const request = await payment.onPhone();
    expect(focused(payment)).to.equal('heading');

    await phone.act(request, 'approve');
    await payment.showsPart('receipt');
    expect(focused(payment)).to.equal('heading');
  });

  it('shows a number while it is typed, and no longer', async () => {
    const payment = await openPayment();
    await payment.showsPart('input');
    payment.type(cpr);
    expect(payment.input.value).to.equal('010190-1234');
    payment.input.blur();
    expect(payment.input.value).to.equal('••••••-••34');
    payment.input.focus();
    expect(payment.input.value).to.equal('010190-1234');
  });

  it('says at the field what is wrong with a number, and goes nowhere', async () => {
    const payment = await openPayment();
    await payment.showsPart('input');
    payment.type('3201901234');
    await payment.press('submit');
    expect(payment.get('error').textContent).to.contain('not a date');
    expect(payment.input.getAttribute('aria-describedby')).to.contain(payment.get('error').id);
    expect(payment.input.getAttribute('aria-invalid')).to.equal('true');
    expect(focused(payment)).to.equal('input');
    await expect(payment.element).to.be.accessible();
  });

  it('takes a mobile number instead', async () => {
    const payment = await openPayment();
    await payment.showsPart('schemes');
    payment.element.root.querySelectorAll<HTMLInputElement>('[type=radio]')[1]?.click();
    await payment.shows(() => payment.input.type === 'tel');
    payment.type('20 12 34 56');
    await payment.press('submit');
    await payment.shows(() => payment.find('debtor'));
    expect(payment.get('debtor').textContent).to.contain('56');
  });

  it('lets the number be changed before it is sent', async () => {
    const payment = await openPayment();
    await payment.showsPart('input');
    payment.type(cpr);
    await payment.press('submit');
    await payment.press('change');
    expect(focused(payment)).to.equal('input');
    expect(payment.input.value).to.equal('010190-1234');
  });

  it('asks nothing of somebody whom the shop knows, and sends nothing about them', async () => {
    const payment = await openPayment({ debtor: { scheme: 'cpr', value: cpr } });
    await payment.showsPart('debtor');
    expect(payment.has('input')).to.equal(false);
    expect(payment.get('debtor').textContent).to.contain('34');
    await payment.press('submit');
    await payment.onPhone();
  });

  it('asks for no agreement where none is signed for', async () => {
    const payment = await openPayment({ debtor: { scheme: 'cpr', value: cpr }, mandate: null });
    await payment.showsPart('debtor');
    expect(payment.has('mandate')).to.equal(false);
    expect(payment.get('submit').textContent?.trim()).to.equal('Send to the app');
  });

  for (const [language, words] of [
    ['da', 'Hvem betaler?'],
    ['sv', 'Vem betalar?'],
    ['no', 'Hvem betaler?'],
    ['fi', 'Kuka maksaa?'],
    ['de', 'Who is paying?'],
  ] as const) {
    it(`speaks as the page does: ${language}`, async () => {
      const payment = await openPayment({}, language);
      await payment.showsPart('input');
      expect(payment.heading).to.equal(words);
    });
  }
});
