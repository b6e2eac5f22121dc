import type { Page } from 'puppeteer-core';

/** What a person does in the shop, in its real pages. */
export const buyerOn = (page: Page) => {
  /** As a person does: once the button is there, and can be pressed. */
  const press = (selector: string): Promise<void> => page.locator(selector).click();
  /** In the element's shadow tree, found as assistive technology finds it. */
  const inPayment = (role: string, name: string): string =>
    `handslag-payment >>> ::-p-aria([name="${name}"][role="${role}"])`;

  return {
    async goToCheckout(shop: string): Promise<void> {
      await page.goto(shop);
      await press('#choose button[type=submit]');
      await press('#actions a');
      await page.waitForSelector('#method', { visible: true });
    },
    async continueToPayment(): Promise<void> {
      await press('#method button[type=submit]');
    },
    async payAs(cpr: string): Promise<void> {
      const field = await page.waitForSelector(inPayment('textbox', 'CPR number'));
      await field?.type(cpr);
      await press(inPayment('button', 'Continue'));
      await press(inPayment('button', 'Agree and send to the app'));
    },
    /** The code that the element shows while it waits. */
    async readCode(): Promise<string> {
      const code = await page.waitForSelector('handslag-payment >>> [part="binding-code"]');
      return (await code?.evaluate((element) => element.textContent)) ?? '';
    },
    async waitForHeading(name: string): Promise<void> {
      await page.waitForSelector(inPayment('heading', name));
    },
    async seeOrder(): Promise<void> {
      await press('#see-order');
    },
    async sendBill(shop: string): Promise<void> {
      await page.goto(new URL('account.html', shop).href);
      await press('#bill button[type=submit]');
    },
    /** How the order on the page, or the newest of several, stands, once it stands so. */
    async waitForStanding(standing: string): Promise<void> {
      await page.waitForSelector(`.standing .badge.${standing}`);
    },
    /** What the order's page says the shop was told, once that holds these words. */
    async readTold(words: string): Promise<readonly string[]> {
      await page.waitForSelector(`#told-changes ::-p-text(${words})`);
      return page.$$eval('#told-changes li', (all) => all.map((line) => line.textContent ?? ''));
    },
    async readAgreement(): Promise<string> {
      return page.$eval('.agreement', (element) => element.textContent ?? '');
    },
  };
};

/** What the payer does on the phone. */
export const payerOn = (page: Page) => ({
  async openRequest(): Promise<string> {
    // The card arrives in the page that is open already: nobody reloads.
    const card = await page.waitForSelector('.card', { visible: true });
    const told = await card?.evaluate((element) => element.textContent);
    await card?.click();
    return told ?? '';
  },
  async readCode(): Promise<string> {
    const code = await page.waitForSelector('.code b');
    return (await code?.evaluate((element) => element.textContent)) ?? '';
  },
  async approveByHolding(): Promise<void> {
    const button = await page.waitForSelector('.answers > .approve');
    await button?.scrollIntoView();
    const box = await button?.boundingBox();
    if (!box) throw new Error('the button is not on the screen');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.waitForSelector('.mark.APPROVED');
    await page.mouse.up();
  },
  async approveByKeyboard(): Promise<void> {
    await page.focus('.answers > .approve');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.mark.APPROVED');
  },
  async countAll(): Promise<number> {
    await page.click('.back');
    return page.$$eval('.card, .earlier li', (all) => all.length);
  },
});
