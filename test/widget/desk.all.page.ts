import { expect } from '@open-wc/testing';
import { phone } from '../support/world.ts';
import { cpr, onPhone, sit } from './desk-harness.ts';

describe('a call centre’s board, from the caller’s number to the end', () => {
  it('shows each request as it goes, stops where the payer is not on the phone, and never shows the number', async () => {
    const desk = await sit();
    await desk.make('First bill');
    await phone.act(await onPhone('First bill'), 'open');
    await desk.showsStage('First bill', 'Opened');
    await phone.act(await onPhone('First bill'), 'approve');
    await desk.showsStage('First bill', 'Paid');

    await desk.make('Second bill');
    await phone.act(await onPhone('Second bill'), 'not_in_call');
    await desk.shows(() => desk.find('[part=stop]'));
    expect(desk.row('Second bill').querySelector('[part=send-again]')).to.equal(null);
    await desk.press('[part=seen]');
    await desk.shows(() => desk.find('[part=stop]') === null);

    await desk.make('Third bill');
    await desk.showsStage('Third bill', 'In the app');
    desk.row('Third bill').querySelector<HTMLElement>('[part=cancel]')?.click();
    await desk.showsStage('Third bill', 'Cancelled');

    expect(desk.mostHeld).to.equal(1);
    expect(desk.root.innerHTML).not.to.include(cpr);
    await expect(desk.element).to.be.accessible();
  });
});
