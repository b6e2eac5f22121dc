import type { Page } from 'puppeteer-core';
import type { AtTab } from './deeds.ts';

/** A CPR number that nobody has: the person would be born in 2036. */
const cpr = '3112364007';

const element = `document.querySelector('handslag-payment')`;

const next = `
  const input = payment.shadowRoot.querySelector('[part~="input"]');
  if (input !== null) {
    input.value = '${cpr}';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }
  payment.submit();`;

/** What a person does to the element, as a script. Where no script of ours came, there is nothing to press. */
const scripts: Readonly<Record<Exclude<AtTab['does'], 'reload' | 'close'>, string>> = {
  next,
  'click 3 times': `${next} payment.submit(); payment.submit();`,
  cancel: 'payment.cancel();',
  again: 'payment.restart();',
  retry: 'payment.restart();',
  'change-debtor': `payment.shadowRoot.querySelector('[part~="change"]')?.click();`,
  hide: 'show(false);',
  show: 'show(true);',
};

/** Resolves when the form can be filled in. */
export const untilForm = async (page: Page): Promise<void> => {
  await page.waitForFunction(`${element}?.matches(':state(identify)')`);
};

export const pressAt = async (page: Page, does: AtTab['does'] & keyof typeof scripts): Promise<void> => {
  await page.evaluate(`{ const payment = ${element}; if (payment?.submit) { ${scripts[does]} } }`);
};

/** Where the element says that it is: its custom state, or null where it never came to life. */
export const placeOf = async (page: Page): Promise<string | null> => {
  const states = ['loading', 'identify', 'review', 'sending', 'waiting', 'done', 'failed'];
  const found = await page.evaluate(
    `${JSON.stringify(states)}.find((state) => ${element}?.matches(':state(' + state + ')')) ?? null`,
  );
  return typeof found === 'string' ? found : null;
};
