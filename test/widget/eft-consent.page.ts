import { expect } from '@open-wc/testing';
import { trouble } from '../support/world.ts';
import {
  account,
  give,
  newMember,
  openMemberPage,
  passBankDays,
  registeredFor,
  typeAccount,
  untilReadingIsOld,
} from './eft-consent-harness.ts';
import { driveTime } from './pos-harness.ts';

const posts = (calls: readonly string[]): number =>
  calls.filter((call) => call === 'POST /v1/eft-consents').length;

describe('<handslag-eft-consent>, where something is in the way', () => {
  it('a record that is incomplete is said with whom to ask, and nothing is set up', async () => {
    const member = await newMember(false);
    const page = await openMemberPage(member);
    await typeAccount(page);
    await page.press('submit');
    await page.shows(() => page.find('problem'));
    expect(page.text).to.include('Something is missing in your record');
    expect(page.find('contact')?.textContent).to.include('08-123 456 78');
    expect(await registeredFor(member)).to.deep.equal([]);
    // What was typed is still there.
    expect(page.element.root.querySelector<HTMLInputElement>('#number')?.value).to.equal(account.number);
  }).timeout(30_000);

  it('a consent whose answer is lost is set up once', async () => {
    const member = await newMember();
    const page = await openMemberPage(member);
    await page.press('new');
    await page.shows(() => page.find('mandate'));
    const send = page.element.fetch.bind(page.element);
    page.element.fetch = async (request) => {
      if (request.method !== 'POST' || posts(page.calls) > 0) return send(request);
      await send(request);
      throw new TypeError('the line is cut');
    };
    await page.type('clearing', account.clearing);
    await page.type('number', account.number);
    await page.press('submit');
    await page.shows(() => page.find('outcome'));
    expect(posts(page.calls)).to.equal(2);
    expect(await registeredFor(member)).to.have.length(1);
  }).timeout(30_000);

  it('another account whose answer is lost is not sent again: the list says that it is not known', async () => {
    const page = await openMemberPage(await newMember());
    await give(page);
    await passBankDays(6);
    await page.shows(() => page.text.includes('Autogiro is active'));
    await page.press('back');
    await page.press('modify');
    const send = page.element.fetch.bind(page.element);
    page.element.fetch = async (request) => {
      const answer = send(request);
      if (request.method !== 'PUT') return answer;
      await answer;
      throw new TypeError('the line is cut');
    };
    await page.type('clearing', account.clearing);
    await page.type('number', '987654322');
    await page.press('submit');
    await page.shows(() => page.find('notice'));
    expect(page.calls.filter((call) => call.startsWith('PUT '))).to.have.length(1);
    expect(page.text).to.include('We cannot see yet whether the change has arrived');
    await page.shows(() => page.text.includes('Another account is on its way to the bank'));
  }).timeout(60_000);

  it('a register that cannot be asked leaves what was last heard', async () => {
    const page = await openMemberPage(await newMember());
    await give(page);
    await untilReadingIsOld();
    await trouble({ readError: 'unavailable' });
    try {
      await page.press('back');
      await page.shows(() => page.find('notice'));
      expect(page.text).to.include('This is what we last heard');
      expect(page.text).to.include(account.bank);
    } finally {
      await trouble();
    }
  }).timeout(30_000);
});

it('whoever is quicker than the form keeps the focus: it waits for them at the heading', async () => {
  const page = await openMemberPage(await newMember());
  // Before anything that comes after the list can have been loaded.
  page.find('new')?.focus();
  page.find('new')?.click();
  await page.shows(() => page.find('mandate'));
  await page.element.updateComplete;
  expect(page.element.root.activeElement?.id).to.equal('heading');
}).timeout(30_000);

describe('<handslag-eft-consent> with somebody beside the member', () => {
  it('an agent reads the text out, and says what the caller said', async () => {
    const page = await openMemberPage(await newMember(), 'agent');
    await typeAccount(page);
    await page.shows(() => page.text.includes('Read this to the caller'));
    expect(page.find('submit')?.textContent?.trim()).to.equal('The caller agrees: set up');
    await page.press('submit');
    await page.shows(() => page.find('outcome'));
  }).timeout(30_000);

  it('a counter clears itself when the member has gone, and nothing is left of them', async () => {
    const time = driveTime();
    try {
      const page = await openMemberPage(await newMember(), 'pos');
      await typeAccount(page);
      const idle = new Promise((resolve) => page.element.addEventListener('handslag-idle', resolve));
      time.pass(60_000);
      await idle;
      expect(page.element.token).to.equal('');
      expect(page.element.root.innerHTML).not.to.include(account.bank);
      expect(page.element.root.querySelector('input')).to.equal(null);

      const next = await openMemberPage(await newMember(), 'pos');
      page.element.token = next.element.token;
      await page.press('new');
      await page.shows(() => page.find('mandate'));
      expect(page.element.root.querySelector<HTMLInputElement>('#number')?.value).to.equal('');
    } finally {
      time.restore();
    }
  }).timeout(30_000);
});
