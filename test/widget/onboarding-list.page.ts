import { expect } from '@open-wc/testing';
import { trouble } from '../support/world.ts';
import type { ElementPage } from './element-page.ts';
import { company, isReady, openList, openOnboarding, typeAll } from './onboarding-harness.ts';

const rows = ({ element }: ElementPage): HTMLElement[] => [
  ...element.root.querySelectorAll<HTMLElement>('[part=merchant]'),
];

const choose = ({ element }: ElementPage, id: string, value: string): void => {
  const select = element.root.querySelector<HTMLSelectElement>(`#${id}`);
  if (select === null) throw new Error('there is no such choice');
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};

const reference = (): string => `shop-${crypto.randomUUID()}`;

/** Fills an invitation in, and sends it. */
const inviteAs = async (page: ElementPage, named: string): Promise<void> => {
  await page.press('invite');
  await page.shows(() => page.find('invitation'));
  await typeAll(page, {
    'company-name': company.name,
    'company-organizationNumber': company.organizationNumber,
    'address-line': 'Storgatan 1',
    'address-postalCode': '111 22',
    'address-place': 'Stockholm',
    'applicant-firstName': 'Eva',
    'applicant-lastName': 'Lind',
    'applicant-email': `eva+${named}@lomvi.example`,
    reference: named,
  });
  page.element.submit();
};

describe('the list of <handslag-onboarding>', function () {
  this.timeout(30_000);

  it('shows who is being onboarded, what each has to do, and finds them', async () => {
    await openOnboarding('nothing');
    await openOnboarding('account');
    const page = await openList();
    await isReady(page);
    await expect(page.element).to.be.accessible();
    const all = rows(page).length;
    expect(all).to.be.at.least(2);
    await page.type('search', 'lomvi');
    await page.shows(() => rows(page).length < all);
    expect(rows(page).every((row) => row.textContent?.includes('Lomvi AB'))).to.equal(true);
    expect(rows(page)[0]?.textContent).to.match(/Not finished yet.*People/s);
    await page.type('search', '');
    choose(page, 'waiting', 'sign_up');
    await page.shows(() => rows(page).length < all);
    expect(rows(page).every((row) => row.textContent?.includes('Sign-up'))).to.equal(true);
    choose(page, 'status', 'declined');
    await page.shows(() => page.find('count')?.textContent === 'Nobody is like that.');
  });

  it('is kept up to date by itself, the latest change first', async () => {
    const page = await openList();
    await isReady(page);
    const before = rows(page).length;
    await openOnboarding('facts');
    await page.shows(() => rows(page).length === before + 1);
    expect(rows(page)[0]?.textContent).to.include('Lomvi AB');
    expect(page.told).to.deep.equal(['handslag-ready']);
  });

  it('invites a merchant once, whose account then takes notes; what they say can be read again', async () => {
    const page = await openList();
    await isReady(page);
    const named = reference();
    await inviteAs(page, named);
    page.element.submit();
    await page.shows(() => page.find('facts')?.textContent?.includes(named));
    expect(page.calls.filter((call) => call === 'POST /v1/merchants')).to.have.length(1);
    // The account is opened meanwhile, and with it comes the form.
    await page.type('note', 'Called on Monday.\nWill sign on Friday.');
    page.element.submit();
    await page.shows(() => page.find('note')?.textContent?.includes('Will sign on Friday.'));
    expect(page.element.root.querySelector<HTMLTextAreaElement>('#note')?.value).to.equal('');
    const other = await openList();
    await other.type('search', named);
    await other.press('open');
    await other.shows(() => other.find('note')?.textContent?.includes('Called on Monday.'));
  });

  it('takes no reference twice', async () => {
    const page = await openList();
    await isReady(page);
    const named = reference();
    await inviteAs(page, named);
    await page.shows(() => page.find('facts'));
    await page.press('back');
    await inviteAs(page, named);
    await page.shows(() =>
      page.element.root.querySelector('#reference-error')?.textContent?.includes('already'),
    );
    expect(page.calls.filter((call) => call === 'POST /v1/merchants')).to.have.length(1);
    const number = page.element.root.querySelector<HTMLInputElement>('#company-organizationNumber');
    expect(number?.value).to.equal(company.organizationNumber);
  });

  it('keeps what was typed when the provider does not answer, and does not write a note twice by itself', async () => {
    await openOnboarding('account');
    const page = await openList();
    await page.press('open');
    await page.shows(() => page.find('notes'));
    await page.type('note', 'Nobody was there.');
    await trouble({ createError: 'before' });
    try {
      page.element.submit();
      await page.shows(() => page.find('problem'));
      expect(page.element.root.querySelector<HTMLTextAreaElement>('#note')?.value).to.equal(
        'Nobody was there.',
      );
      expect(page.calls.filter((call) => call.startsWith('POST'))).to.have.length(1);
    } finally {
      await trouble();
    }
  });
});
