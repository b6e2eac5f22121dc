import { at, axeInAll, submitted } from './onboarding-axe.ts';
import { codeFor, isAt, newEmail, openOnboarding } from './onboarding-harness.ts';

axeInAll('the first steps of an onboarding', {
  'prices and agreement': () => at('nothing', 'Terms and prices'),
  'nothing ticked': async () => submitted(await at('nothing', 'Terms and prices')),
  'who opens the account': () => at('terms', 'Your details'),
  'nobody said who': async () => submitted(await at('terms', 'Your details')),
  'begun elsewhere': async () => {
    const page = await at('terms', 'Your details');
    const other = newEmail();
    page.element.root.querySelector<HTMLElement>('[part=resume] summary')?.click();
    await page.type('resume-email', other);
    await page.press('resume-submit');
    await page.shows(() => page.element.root.querySelector('#code'));
    return page;
  },
  'a code is awaited': () => at('code', 'Confirm your e-mail'),
  'a code that is not right': async () => {
    const page = await at('code', 'Confirm your e-mail');
    await page.type('code', '000000');
    page.element.submit();
    await page.shows(() => page.find('problem')?.textContent?.includes('not right'));
    return page;
  },
  'a second factor, on another device': async () => {
    const email = newEmail('mfa');
    await openOnboarding('account', 'en', { email });
    const page = await at('terms', 'Your details');
    page.element.root.querySelector<HTMLElement>('[part=resume] summary')?.click();
    await page.type('resume-email', email);
    await page.press('resume-submit');
    await page.shows(() => page.element.root.querySelector('#code'));
    await page.type('code', await codeFor(email));
    page.element.submit();
    await isAt(page, 'One more code');
    return page;
  },
});
