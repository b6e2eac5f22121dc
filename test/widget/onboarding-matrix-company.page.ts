import { openElementPage } from './element-page.ts';
import { at, axeInAll, gone, submitted } from './onboarding-axe.ts';
import { isAt, openOnboarding, typeAll } from './onboarding-harness.ts';

axeInAll('what an onboarding asks of a company', {
  company: async () => {
    const page = await gone('terms', 'Company');
    return page;
  },
  'a number that cannot be right': async () => {
    const page = await gone('terms', 'Company');
    await typeAll(page, { 'company-name': 'Lomvi AB', 'company-organizationNumber': '556012-5791' });
    return submitted(page);
  },
  address: () => gone('terms', 'Address'),
  billing: () => gone('account', 'Billing'),
  'the first person': () => at('account', 'People'),
  'a person without a part in it': async () => {
    const page = await at('account', 'People');
    page.element.root.querySelector<HTMLElement>('#role-signatory')?.click();
    page.element.submit();
    await page.shows(() => page.element.root.querySelector('#roles-error')?.textContent);
    return page;
  },
  'the people, and one more': async () => {
    const page = await gone('people', 'People');
    await page.press('add');
    await page.shows(() => page.find('person-form'));
    return page;
  },
  overview: () => gone('payout', 'Overview'),
  'left, and everything saved': async () => {
    const page = await at('terms', 'Your details');
    await page.press('leave');
    await page.shows(() => page.find('return'));
    return page;
  },
  'an agent fills in': async () => {
    const page = await openOnboarding('nothing', 'en', { surface: 'agent' });
    await isAt(page, 'Your details');
    return page;
  },
  'it cannot be shown': async () => {
    const page = await openElementPage('handslag-onboarding', 'forged');
    await page.shows(() => page.find('heading'));
    return page;
  },
});
