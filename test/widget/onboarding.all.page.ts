import { expect } from '@open-wc/testing';
import { atDintero, openSeller } from '../support/world.ts';
import { type ElementPage, openElementPage } from './element-page.ts';
import {
  asSeller,
  birthDate,
  company,
  goTo,
  iban,
  isAt,
  isReady,
  nationalNumber,
  newEmail,
  openList,
  openOnboarding,
} from './onboarding-harness.ts';

const writes = ({ calls }: ElementPage): number => calls.filter((call) => !call.startsWith('GET ')).length;

/** What a page, or another script in it, could come by: attributes, web storage, and what the element told. */
const leaked = ({ element }: ElementPage, told: readonly unknown[]): string =>
  [
    ...[element, ...element.root.querySelectorAll('*')].flatMap((one) =>
      [...one.attributes].map(({ name, value }) => `${name}=${value}`),
    ),
    ...Object.entries(localStorage).flat(),
    ...Object.entries(sessionStorage).flat(),
    location.href,
    JSON.stringify(told),
  ].join('\n');

const snapshotsOf = ({ element }: ElementPage): unknown[] => {
  const told: unknown[] = [];
  for (const type of ['handslag-ready', 'handslag-change', 'handslag-done', 'handslag-error']) {
    element.addEventListener(type, (event) => told.push({ ...event }));
  }
  return told;
};

/** A tab that is put into the background, and comes back. */
const look = (away: boolean): void => {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => away });
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('<handslag-onboarding> in a page that does as it likes', function () {
  this.timeout(25_000);

  it('writes once, though submit() is called three times', async () => {
    const page = await openOnboarding('nothing');
    await isAt(page, 'Terms and prices');
    await expect(page.element).to.be.accessible();
    await page.shows(() => page.element.root.querySelector('#agree'));
    page.element.root.querySelector<HTMLInputElement>('#agree')?.click();
    page.element.submit();
    page.element.submit();
    page.element.submit();
    await isAt(page, 'Your details');
    expect(writes(page)).to.equal(1);
  });

  it('says and asks nothing once it is removed, and goes on where it was when it is put back', async () => {
    const page = await openOnboarding('terms');
    await isAt(page, 'Your details');
    await page.type('applicant-firstName', 'Eva');
    const place = page.element.parentElement;
    page.element.remove();
    await Promise.resolve();
    const before = [page.told.length, page.calls.length];
    page.element.submit();
    await asSeller(page.element.token).write('PUT', '/facts', { company });
    expect([page.told.length, page.calls.length]).to.deep.equal(before);
    place?.append(page.element);
    // It reads again: what was written meanwhile is known, and what was typed is still there.
    await page.shows(() => page.text.includes('Lomvi AB'));
    expect(page.element.root.querySelector<HTMLInputElement>('#applicant-firstName')?.value).to.equal('Eva');
    expect(page.told.filter((type) => type === 'handslag-ready')).to.have.length(1);
  });

  it('stands beside another one of another seller, each for itself', async () => {
    const [one, other] = [await openOnboarding('terms'), await openOnboarding('nothing')];
    await isAt(one, 'Your details');
    await isAt(other, 'Terms and prices');
    await one.type('applicant-firstName', 'Eva');
    one.element.submit();
    await one.shows(() => one.element.root.querySelector('[aria-invalid=true]'));
    expect(other.element.root.querySelector('[aria-invalid=true]')).to.equal(null);
  });

  it('asks at once when somebody comes back from signing, and opens no window by itself', async () => {
    const opened: unknown[] = [];
    const { open } = window;
    window.open = (...how) => {
      opened.push(how);
      return null;
    };
    try {
      const page = await openOnboarding('payments');
      await goTo(page, 'Taking payments');
      await page.shows(() => page.find('case-link'));
      const link = page.find('case-link');
      expect([link?.getAttribute('target'), link?.getAttribute('rel')]).to.deep.equal([
        '_blank',
        'noopener noreferrer',
      ]);
      const id = link?.getAttribute('href')?.split('case=').at(-1) ?? '';
      look(true);
      const asked = page.calls.length;
      await atDintero('POST', `signing/${id}`, { action: 'declare' });
      await atDintero('POST', `signing/${id}`, { action: 'sign' });
      expect(page.calls.length).to.equal(asked);
      const first = new Promise<Request>((resolve) => {
        const onward = page.element.fetch.bind(page.element);
        page.element.fetch = (request) => {
          resolve(request);
          return onward(request);
        };
      });
      look(false);
      expect((await first).headers.get('prefer')).to.equal('wait=0');
      await page.shows(() => page.find('case-status')?.textContent?.match(/looked at|Approved/));
      expect(opened).to.deep.equal([]);
    } finally {
      window.open = open;
      Reflect.deleteProperty(document, 'hidden');
    }
  });

  it('asks before payouts end, with the harmless answer at hand', async () => {
    const page = await openOnboarding('payout');
    await goTo(page, 'Payouts');
    await page.press('withdraw');
    await page.shows(() => page.element.root.activeElement === page.find('withdraw-no'));
    const before = writes(page);
    await page.press('withdraw-no');
    expect(page.find('confirm')).to.equal(null);
    expect(page.element.root.activeElement === page.find('withdraw')).to.equal(true);
    expect(writes(page)).to.equal(before);
  });

  it('leaves no number of a person or of an account where others could read it', async () => {
    const page = await openOnboarding('account');
    const told = snapshotsOf(page);
    await isAt(page, 'People');
    await page.type('person-firstName', 'Eva');
    await page.type('person-lastName', 'Lind');
    await page.type('person-nationalNumber', nationalNumber);
    await page.type('person-birthDate', birthDate);
    const typed = leaked(page, told);
    page.element.submit();
    await page.shows(() => page.find('person') && !page.find('person-form'));
    await goTo(page, 'Taking payments');
    await page.type('bankAccount-number', iban);
    page.element.submit();
    await page.shows(() => page.find('case-link'));
    for (const text of [typed, leaked(page, told), page.element.root.innerHTML]) {
      expect(text).not.to.match(/811218|9876|1981-12-18|0549/);
    }
    expect(told.length).to.be.greaterThan(0);
  });

  it('keeps the numbers of somebody who gets another name', async () => {
    const page = await openOnboarding('people');
    await goTo(page, 'People');
    await page.press('edit');
    await page.type('person-lastName', 'Berg');
    page.element.submit();
    await page.shows(() => page.find('person')?.textContent?.includes('Eva Berg'));
    expect(page.find('person')?.textContent).to.include('Number or date of birth given');
  });

  it('draws the picture that was chosen, without an address for it, and no SVG', async () => {
    const page = await openOnboarding('account');
    await goTo(page, 'Logo and documents');
    const canvas = document.createElement('canvas');
    canvas.width = 400;
    canvas.height = 200;
    const brush = canvas.getContext('2d');
    if (brush !== null) brush.fillStyle = '#c03';
    brush?.fillRect(0, 0, 400, 200);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    const choose = (file: File): void => {
      const input = page.element.root.querySelector<HTMLInputElement>('input[type=file]');
      const files = new DataTransfer();
      files.items.add(file);
      if (input !== null) input.files = files.files;
      input?.dispatchEvent(new Event('change', { bubbles: true }));
    };
    choose(new File([png ?? ''], 'logo.png', { type: 'image/png' }));
    await page.shows(() => page.find('uploaded') && page.element.root.querySelector('canvas'));
    const drawn = page.element.root.querySelector('canvas');
    expect([drawn?.width, drawn?.height]).to.deep.equal([160, 80]);
    expect([...(drawn?.getContext('2d')?.getImageData(80, 40, 1, 1).data ?? [])].slice(0, 3)).to.deep.equal([
      0xcc, 0, 0x33,
    ]);
    expect(drawn?.getAttribute('aria-label')).to.equal('Preview of Logo');
    choose(new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'logo.svg', { type: 'image/svg+xml' }));
    await page.shows(() => page.element.root.querySelector('canvas') === null && page.find('uploaded'));
    expect(page.element.root.querySelector('svg, img, object, embed, iframe')).to.equal(null);
    expect(page.element.root.innerHTML).not.to.match(/(data|blob):/);
  });

  it("shows a session's list and nothing else, whatever an attribute says", async () => {
    const page = await openElementPage('handslag-onboarding', await openSeller());
    page.element.setAttribute('view', 'list');
    await isAt(page, 'Terms and prices');
    const list = await openList();
    list.element.setAttribute('view', 'merchant');
    await isReady(list);
    await expect(list.element).to.be.accessible();
    expect(list.told).to.deep.equal(['handslag-ready']);
    list.element.remove();
    const asked = list.calls.length;
    await openOnboarding('terms', 'en', { email: newEmail() });
    expect(list.calls.length).to.equal(asked);
  });
});
