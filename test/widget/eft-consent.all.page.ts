import { expect } from '@open-wc/testing';
import { inBrp } from '../support/world.ts';
import {
  account,
  give,
  newMember,
  openMemberPage,
  passBankDays,
  registeredFor,
  typeAccount,
} from './eft-consent-harness.ts';

const count = (list: readonly string[], one: string): number => list.filter((other) => other === one).length;

describe('<handslag-eft-consent>, from nothing to active', () => {
  it('takes one consent, though submit() is called three times, follows it until it is active, and shows it', async () => {
    const member = await newMember();
    const page = await openMemberPage(member);
    await expect(page.element).to.be.accessible();
    await typeAccount(page);
    await page.shows(() => page.text.includes(account.bank));
    await expect(page.element).to.be.accessible();
    for (const _ of [1, 2, 3]) page.element.submit();
    await page.shows(() => page.find('outcome'));
    expect(count(page.calls, 'POST /v1/eft-consents')).to.equal(1);
    expect(page.told).not.to.include('handslag-done');
    await passBankDays(6);
    await page.shows(() => page.text.includes('Autogiro is active'));
    expect(count(page.told, 'handslag-done')).to.equal(1);
    const [only, ...others] = await registeredFor(member);
    expect([only?.accountnumber, only?.active, others.length]).to.deep.equal([account.number, true, 0]);
    await page.press('back');
    await page.shows(() => page.find('modify'));
    expect(page.text).to.include(`${account.bank} ••••••89`);
    // One who has it changes the account, and sets up none beside it.
    expect(page.element.root.querySelectorAll('[part~=consent]')).to.have.length(1);
  }).timeout(60_000);

  it('keeps the account number to itself: not in the page, its address, its storage, or what it is told', async () => {
    const page = await openMemberPage(await newMember());
    const heard: string[] = [];
    for (const type of ['handslag-ready', 'handslag-change', 'handslag-done', 'handslag-error']) {
      page.element.addEventListener(type, (event) =>
        heard.push(JSON.stringify(Object.values(event as object).concat(Reflect.get(event, 'snapshot')))),
      );
    }
    await give(page);
    expect(heard.length).to.be.greaterThan(0);
    const places = [
      page.element.root.innerHTML,
      document.documentElement.outerHTML,
      location.href,
      JSON.stringify({ ...localStorage, ...sessionStorage }),
      ...heard,
      ...performance.getEntriesByType('resource').map(({ name }) => name),
    ].join('\n');
    expect(places).not.to.include(account.number);
    expect(places).not.to.match(/\b19900307\d{4}\b/);
  }).timeout(40_000);

  it('says and asks nothing once it has been removed', async () => {
    const page = await openMemberPage(await newMember());
    await give(page);
    page.element.remove();
    await Promise.resolve();
    const before = [page.told.length, page.calls.length];
    page.element.submit();
    await passBankDays(6);
    const other = await openMemberPage(await newMember());
    await give(other);
    expect([page.told.length, page.calls.length]).to.deep.equal(before);
  }).timeout(40_000);

  it('offers another account only while nothing is at the bank, and says why not', async () => {
    const member = await newMember();
    const page = await openMemberPage(member);
    await give(page);
    await page.press('back');
    await page.shows(() => page.find('not-modifiable'));
    expect(page.find('modify')).to.equal(null);
    await passBankDays(6);
    page.element.remove();
    const again = await openMemberPage(member);
    await again.press('modify');
    await again.type('clearing', account.clearing);
    await again.type('number', '987654322');
    await again.press('submit');
    await again.shows(() => again.text.includes('The new account is on its way'));
    expect(
      count(again.calls, `PUT ${again.calls.find((call) => call.startsWith('PUT'))?.slice(4)}`),
    ).to.equal(1);
    await passBankDays(6);
    await again.shows(() => again.text.includes('Autogiro is active'));
    expect((await registeredFor(member))[0]?.accountnumber).to.equal('987654322');
  }).timeout(60_000);

  it('an account that was meant for something else meanwhile is not changed, and the list says so', async () => {
    const member = await newMember();
    const page = await openMemberPage(member);
    await give(page);
    await passBankDays(6);
    await page.shows(() => page.text.includes('Autogiro is active'));
    await page.press('back');
    await page.press('modify');
    const [one] = await registeredFor(member);
    await inBrp('POST', `consents/${one?.id}`, { action: 'modify' });
    await page.type('clearing', account.clearing);
    await page.type('number', '987654322');
    await page.press('submit');
    await page.shows(() => page.find('notice') ?? page.find('refusal') ?? page.find('problem'));
    expect((await registeredFor(member))[0]?.accountnumber).to.equal(account.number);
  }).timeout(60_000);
});
