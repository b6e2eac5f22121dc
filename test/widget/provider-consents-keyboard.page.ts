import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { agree, openListPage } from './consent-harness.ts';
import { listenTo } from './hearing.ts';

describe('<handslag-provider-consents> is searched by keyboard, and a screen reader is told', () => {
  it('one tab to the search, and what is not found is said', async () => {
    await agree('2617416-4', 'ACCOUNT_DATA');
    await agree('0737546-2', 'PAYMENT');
    const before = await fixture<HTMLButtonElement>(html`<button>Before</button>`);
    const page = await openListPage();
    const after = await fixture<HTMLButtonElement>(html`<button>After</button>`);
    const rows = () => page.element.root.querySelectorAll('[part=consent]').length;
    await page.shows(() => rows() === 2);
    const heard = listenTo(page.element);
    before.focus();
    await sendKeys({ press: 'Tab' });
    await heard.focus();
    await sendKeys({ type: '2617416-4' });
    await page.shows(() => rows() === 1);
    expect(page.text).to.include('Account Data');
    await sendKeys({ type: '9' });
    await page.shows(() => rows() === 0);
    await sendKeys({ press: 'Backspace' });
    await page.shows(() => rows() === 1);
    await sendKeys({ press: 'Tab' });
    expect(document.activeElement === after).to.equal(true);
    expect(heard.lines).to.deep.equal([
      'searchbox: Search by Business ID or name',
      'status: No company has that name or number.',
    ]);
  }).timeout(40_000);
});
