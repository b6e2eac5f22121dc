import { inBrp, openAutogiro, trouble } from '../support/world.ts';
import { expectNothingFound } from './axe.ts';
import {
  give,
  newMember,
  openMemberPage,
  passBankDays,
  registeredFor,
  typeAccount,
  untilReadingIsOld,
} from './eft-consent-harness.ts';
import { type ElementPage, openElementPage } from './element-page.ts';

const given = async (): Promise<readonly [page: ElementPage, member: string, id: string]> => {
  const member = await newMember();
  const page = await openMemberPage(member);
  await give(page);
  const [one] = await registeredFor(member);
  return [page, member, one?.id ?? ''];
};

const choose = async (page: ElementPage, group: string, place: number): Promise<void> => {
  await page.shows(() => page.find(group));
  page.find(group)?.querySelectorAll('input')[place]?.click();
};

/** Each brings the element into that state. */
const states: Readonly<Record<string, () => Promise<ElementPage>>> = {
  'nothing yet': async () => openMemberPage(await newMember()),
  'nothing yet, for an agent': async () => openMemberPage(await newMember(), 'agent'),
  'nothing yet, at a counter': async () => openMemberPage(await newMember(), 'pos'),
  'the form': async () => {
    const page = await openMemberPage(await newMember());
    await page.press('new');
    await page.shows(() => page.find('mandate'));
    return page;
  },
  'the form, read out by an agent': async () => {
    const page = await openMemberPage(await newMember(), 'agent');
    await page.press('new');
    await page.shows(() => page.find('mandate'));
    return page;
  },
  'the form, in the internet bank': async () => {
    const page = await openMemberPage(await newMember());
    await page.press('new');
    await choose(page, 'way', 1);
    await page.shows(() => page.find('e-consent'));
    return page;
  },
  'numbers that cannot be right': async () => {
    const page = await openMemberPage(await newMember());
    await typeAccount(page, '1');
    await page.press('submit');
    await page.shows(() => page.element.root.querySelector('[aria-invalid=true]'));
    return page;
  },
  'a check digit that does not fit': async () => {
    const page = await openMemberPage(await newMember());
    await typeAccount(page, '123456780');
    page.element.root.querySelector('#number')?.dispatchEvent(new FocusEvent('blur'));
    await page.shows(() => page.element.root.querySelector('.warning')?.textContent?.trim());
    return page;
  },
  'a record that is incomplete': async () => {
    const page = await openMemberPage(await newMember(false));
    await typeAccount(page);
    await page.press('submit');
    await page.shows(() => page.find('problem'));
    return page;
  },
  'sent, and awaited': async () => (await given())[0],
  'to be approved in the internet bank': async () => {
    const page = await openMemberPage(await newMember());
    await page.press('new');
    await choose(page, 'way', 1);
    await page.press('submit');
    await page.shows(() => page.find('outcome'));
    return page;
  },
  active: async () => {
    const [page] = await given();
    await passBankDays(6);
    await page.shows(() => page.text.includes('Autogiro is active'));
    return page;
  },
  'being ended': async () => {
    const [page, , id] = await given();
    await passBankDays(6);
    await page.shows(() => page.text.includes('Autogiro is active'));
    await inBrp('POST', `consents/${id}`, { action: 'delete' });
    await page.press('back');
    await page.shows(() => page.text.includes('Being ended'));
    return page;
  },
  'the list, with one that can be changed': async () => {
    const [page] = await given();
    await passBankDays(6);
    await page.shows(() => page.text.includes('Autogiro is active'));
    await page.press('back');
    await page.shows(() => page.find('modify'));
    return page;
  },
  'another account': async () => {
    const [page] = await given();
    await passBankDays(6);
    await page.shows(() => page.text.includes('Autogiro is active'));
    await page.press('back');
    await page.press('modify');
    await page.shows(() => page.find('mandate'));
    return page;
  },
  'the register cannot be asked': async () => {
    const [page] = await given();
    await untilReadingIsOld();
    await trouble({ readError: 'unavailable' });
    await page.press('back');
    await page.shows(() => page.find('notice'));
    await trouble();
    return page;
  },
  'it cannot be shown': async () => {
    const token = await openAutogiro(await newMember());
    const page = await openElementPage('handslag-eft-consent', `${token}x`);
    await page.shows(() => page.find('heading'));
    return page;
  },
};

describe('axe finds nothing in consents to autogiro, in any language or colour scheme', function () {
  this.timeout(90_000);

  for (const [state, bring] of Object.entries(states)) {
    it(state, async () => {
      const page = await bring();
      await expectNothingFound(page.element, (language) => page.speak(language));
    });
  }
});
