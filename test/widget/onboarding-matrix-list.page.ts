import type { ElementPage } from './element-page.ts';
import { axeInAll, submitted } from './onboarding-axe.ts';
import { openList, openOnboarding } from './onboarding-harness.ts';

/** The list, with somebody who has an account and a note. */
const listed = async (): Promise<ElementPage> => {
  await openOnboarding('account');
  const page = await openList();
  await page.shows(() => page.find('merchant'));
  return page;
};

axeInAll('the list of merchants', {
  'the list of merchants': listed,
  'the list, and nobody found': async () => {
    const page = await listed();
    await page.type('search', 'nobody is called that');
    await page.shows(() => page.find('merchant') === null);
    return page;
  },
  'one merchant and the notes': async () => {
    const page = await listed();
    await page.press('open');
    await page.type('note', 'Called on Monday.');
    page.element.submit();
    await page.shows(() => page.find('note')?.textContent?.includes('Monday'));
    page.element.root.querySelector<HTMLElement>('[part=link] summary')?.click();
    await page.press('get-link');
    await page.shows(() => page.find('provider-link'));
    return page;
  },
  'an invitation with nothing in it': async () => {
    const page = await listed();
    await page.press('invite');
    await page.shows(() => page.find('invitation'));
    return submitted(page);
  },
});
