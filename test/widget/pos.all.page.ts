import { expect } from '@open-wc/testing';
import { phone } from '../support/world.ts';
import { cpr } from './payment-harness.ts';
import { driveTime, openTill } from './pos-harness.ts';

let time: ReturnType<typeof driveTime>;
beforeEach(() => {
  time = driveTime();
});
afterEach(() => time.restore());

describe('a till, from the amount to the next customer', () => {
  it('is paid at, and then cleared by itself of all that it held', async () => {
    const till = await openTill();
    await expect(till.element).to.be.accessible();
    till.type(cpr);
    await till.press('submit');
    await till.showsPart('debtor');
    await till.press('submit');
    const request = await till.onPhone();
    await till.showsPart('qr');
    await phone.act(request, 'approve');
    await till.showsPart('receipt');

    const cleared = new Promise((resolve) =>
      till.element.addEventListener('handslag-idle', resolve, { once: true }),
    );
    time.pass(45_000);
    await till.showsPart('clearing');
    time.pass(20_000);
    await cleared;
    const held = [till.element.root.innerHTML, JSON.stringify({ ...localStorage, ...sessionStorage })].join();
    expect(held).not.to.include(cpr).and.not.to.include('249');
    expect(till.element.token).not.to.be.ok;
  });
});
