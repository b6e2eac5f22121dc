import { expect } from '@open-wc/testing';
import { expectNothingFound, findings } from './axe.ts';
import type { ElementPage } from './element-page.ts';
import { goTo, isAt, openOnboarding, type Stage } from './onboarding-harness.ts';

/** A page at the step where it opens. */
export const at = async (stage: Stage, heading: string): Promise<ElementPage> => {
  const page = await openOnboarding(stage);
  await isAt(page, heading);
  return page;
};

/** A page at a step that was chosen. */
export const gone = async (stage: Stage, name: string): Promise<ElementPage> => {
  const page = await openOnboarding(stage);
  await goTo(page, name);
  return page;
};

/** What was typed cannot be sent. */
export const submitted = async (page: ElementPage): Promise<ElementPage> => {
  await page.shows(() => page.element.root.querySelector('form:not([role])'));
  page.element.submit();
  await page.shows(() => page.element.root.querySelector('[aria-invalid=true]'));
  return page;
};

/** Each brings the element into a state, in which axe must find nothing. */
export const axeInAll = (
  what: string,
  states: Readonly<Record<string, () => Promise<ElementPage>>>,
): void => {
  describe(`axe finds nothing in ${what}, in any language or colour scheme, wide or narrow`, function () {
    this.timeout(25_000);
    for (const [state, bring] of Object.entries(states)) {
      it(state, async () => {
        const page = await bring();
        await expectNothingFound(page.element, (language) => page.speak(language));
        const place = page.element.parentElement;
        if (place !== null) place.style.inlineSize = '340px';
        expect(await findings(page.element)).to.deep.equal([]);
        expect(page.element.scrollWidth).to.be.at.most(page.element.clientWidth);
      });
    }
  });
};
