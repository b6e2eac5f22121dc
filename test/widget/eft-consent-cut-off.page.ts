import { expect } from '@open-wc/testing';
import { openAutogiro, trouble } from '../support/world.ts';
import {
  account,
  give,
  newMember,
  openMemberPage,
  passBankDays,
  registeredFor,
  typeAccount,
} from './eft-consent-harness.ts';
import { type ElementPage, openElementPage } from './element-page.ts';

/** Ends what is waited for, as when the network is back. */
const wake = (): void => {
  dispatchEvent(new Event('online'));
};

const isList = ({ method, url }: Request): boolean =>
  method === 'GET' && new URL(url).pathname === '/v1/eft-consents';

/** Answers some of what the element asks for in the backend's place. */
const standIn = (page: ElementPage, answer: (request: Request) => Response | undefined): void => {
  const onward = page.element.fetch.bind(page.element);
  page.element.fetch = async (request) => answer(request) ?? onward(request);
};

describe('<handslag-eft-consent>, cut off', function () {
  this.timeout(60_000);

  it('a list that cannot be read again for long is read again in the end, and is offline no longer', async () => {
    const page = await openMemberPage(await newMember());
    let failures = 0;
    standIn(page, (request) => {
      if (!isList(request) || failures === 6) return undefined;
      failures += 1;
      queueMicrotask(() => setTimeout(wake));
      throw new TypeError('the line is cut');
    });
    wake();
    await page.shows(() => page.text.includes('No connection just now'));
    await page.shows(() => !page.text.includes('No connection just now'));
    expect(failures).to.equal(6);
  });

  it('a token that has ended is no lost connection: it is said, and another one brings the list again', async () => {
    const member = await newMember();
    const page = await openMemberPage(member);
    let isEnded = true;
    standIn(page, (request) =>
      isList(request) && isEnded
        ? Response.json({ status: 401, code: 'token_expired', traceId: 't' }, { status: 401 })
        : undefined,
    );
    wake();
    await page.shows(() => page.text.includes('This page has been open for too long'));
    expect(page.told).to.include('handslag-error');
    expect(page.text).not.to.include('No connection');
    isEnded = false;
    page.element.token = await openAutogiro(member);
    await page.shows(() => page.find('company'));
  });

  it('taken out while another account is being sent, and put back: it is not sent again', async () => {
    const page = await openMemberPage(await newMember());
    await give(page);
    await passBankDays(6);
    await page.shows(() => page.text.includes('Autogiro is active'));
    await page.press('back');
    await page.press('modify');
    const { element } = page;
    const place = element.parentElement;
    const onward = element.fetch.bind(element);
    const arrived = new Promise<void>((resolve) => {
      element.fetch = async (request) => {
        if (request.method !== 'PUT') return onward(request);
        const { url, method, headers } = request;
        await onward(new Request(url, { method, headers, body: await request.text() }));
        resolve();
        return new Promise<never>(() => {});
      };
    });
    await page.type('clearing', account.clearing);
    await page.type('number', '987654322');
    await page.press('submit');
    await arrived;
    element.remove();
    await new Promise((resolve) => setTimeout(resolve));
    place?.append(element);
    await page.shows(() => page.find('notice'));
    expect(page.calls.filter((call) => call.startsWith('PUT '))).to.have.length(1);
    expect(page.text).to.include('We cannot see yet whether the change has arrived');
  });

  it('two tabs: the second is told that there is one already, and not that what it sent is sent', async () => {
    const member = await newMember();
    const one = await openMemberPage(member);
    const token = await openAutogiro(member);
    const other = await openElementPage('handslag-eft-consent', token);
    await typeAccount(other, '987654322');
    await give(one);
    await other.press('submit');
    await other.shows(() => other.find('notice'));
    expect(other.text).to.include('There is one already');
    expect(await registeredFor(member)).to.have.length(1);
    expect(other.told).not.to.include('handslag-change');
  });

  it('a register that cannot be asked, and of which nothing was heard: neither “none” nor a way to a second', async () => {
    const member = await newMember();
    await trouble({ readError: 'unavailable' });
    try {
      const page = await openMemberPage(member);
      expect(page.text).to.include('The register cannot be asked just now');
      expect(page.find('none')).to.equal(null);
      expect(page.find('new')).to.equal(null);
    } finally {
      await trouble();
    }
  });
});

describe('<handslag-eft-consent> at a till', () => {
  it('another token shows the next customer, and nothing of the one before who was not cleared away', async () => {
    const page = await openMemberPage(await newMember(), 'pos');
    await typeAccount(page);
    const next = await newMember();
    page.element.token = await openAutogiro(next, 'pos');
    await page.press('new');
    await page.shows(() => page.find('mandate'));
    expect(page.element.root.querySelector<HTMLInputElement>('#number')?.value).to.equal('');
    await page.type('clearing', account.clearing);
    await page.type('number', account.number);
    await page.press('submit');
    await page.shows(() => page.find('outcome'));
    expect(await registeredFor(next)).to.have.length(1);
  }).timeout(30_000);
});
