import { expect } from '@open-wc/testing';
import { atDintero } from '../support/world.ts';
import { axeInAll, gone } from './onboarding-axe.ts';

axeInAll('applications and payment options', {
  'an application, signed by somebody else': async () => {
    const page = await gone('people', 'Taking payments');
    await page.press('someone-else');
    await page.shows(() => page.element.root.querySelector('#submitter-name'));
    return page;
  },
  'an application that waits for its declaration': async () => {
    const page = await gone('payments', 'Taking payments');
    await page.shows(() => page.find('case-link'));
    return page;
  },
  'an application that was declined': async () => {
    const page = await gone('payments', 'Taking payments');
    const id = page.find('case-link')?.getAttribute('href')?.split('case=').at(-1) ?? '';
    await atDintero('POST', `signing/${id}`, { action: 'decline' });
    await page.shows(() => page.find('case-status')?.textContent?.includes('Declined'));
    return page;
  },
  'where payouts go': () => gone('payments', 'Payouts'),
  'payouts, and whether to end them': async () => {
    const page = await gone('payout', 'Payouts');
    await page.press('withdraw');
    await page.shows(() => page.find('confirm'));
    return page;
  },
  'payment options, all unfolded': async () => {
    const page = await gone('payments', 'Payment options');
    for (const one of page.element.root.querySelectorAll('details')) one.open = true;
    return page;
  },
  'logo and documents, one of the wrong kind': async () => {
    const page = await gone('account', 'Logo and documents');
    const input = page.element.root.querySelector<HTMLInputElement>('input[type=file]');
    const files = new DataTransfer();
    files.items.add(new File(['x'], 'logo.gif', { type: 'image/gif' }));
    if (input !== null) input.files = files.files;
    input?.dispatchEvent(new Event('change', { bubbles: true }));
    await page.shows(() => page.element.root.querySelector('.upload .error')?.textContent);
    return page;
  },
});

it('on a phone, how each payment option stands has room of its own', async () => {
  const page = await gone('account', 'Payment options');
  const place = page.element.parentElement;
  if (place !== null) place.style.inlineSize = '340px';
  const widths = [...page.element.root.querySelectorAll('[part=option-status]')].map(
    (one) => one.getBoundingClientRect().width,
  );
  expect(widths.length).to.be.greaterThan(3);
  expect(Math.min(...widths)).to.be.greaterThan(80);
}).timeout(20_000);
