import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { account, newMember, openMemberPage, typeAccount } from './eft-consent-harness.ts';
import type { ElementPage } from './element-page.ts';

const field = (page: ElementPage, id: string): HTMLInputElement => {
  const found = page.element.root.querySelector<HTMLInputElement>(`#${id}`);
  if (found === null) throw new Error(`there is no ${id}`);
  return found;
};

const saidOf = (page: ElementPage, id: string): string =>
  page.element.root.querySelector(`#${id}-said`)?.textContent?.trim() ?? '';

const sent = (page: ElementPage): number => page.calls.filter((call) => call.startsWith('POST')).length;

const unusual = '123456780';

describe('the form of <handslag-eft-consent>', function () {
  this.timeout(30_000);

  it('a warning is in nobody’s way, but it is seen once before anything is sent', async () => {
    const page = await openMemberPage(await newMember());
    await typeAccount(page, unusual);
    field(page, 'number').focus();
    await sendKeys({ press: 'Enter' });
    await page.shows(() => saidOf(page, 'number').includes('do not fit together'));
    expect(page.element.root.activeElement === field(page, 'number')).to.equal(true);
    expect(sent(page)).to.equal(0);
    await sendKeys({ press: 'Enter' });
    await page.shows(() => page.find('outcome'));
  });

  it('nor does the button move away below the pointer when a field has something to say', async () => {
    const page = await openMemberPage(await newMember());
    await typeAccount(page, unusual);
    field(page, 'number').focus();
    const button = page.find('submit');
    button?.scrollIntoView({ block: 'center' });
    const { left = 0, top = 0 } = button?.getBoundingClientRect() ?? {};
    const position: [number, number] = [Math.round(left) + 10, Math.round(top) + 3];
    await sendMouse({ type: 'click', position });
    await page.shows(() => saidOf(page, 'number') !== '');
    expect(sent(page)).to.equal(0);
    page.find('submit')?.click();
    await page.shows(() => page.find('outcome'));
  });

  it('what was said of an account for one bank is not said for another', async () => {
    const page = await openMemberPage(await newMember());
    await typeAccount(page, '12');
    field(page, 'number').dispatchEvent(new FocusEvent('blur'));
    await page.shows(() => saidOf(page, 'number').includes(account.bank));
    await page.type('clearing', '8');
    await page.shows(() => saidOf(page, 'number') === '');
    await page.type('clearing', '8327');
    field(page, 'clearing').dispatchEvent(new FocusEvent('blur'));
    await page.shows(() => page.text.includes('Swedbank'));
    expect(saidOf(page, 'number')).not.to.include('too short');
  });

  it('cancel() forgets what was typed, as its button does', async () => {
    const page = await openMemberPage(await newMember());
    await typeAccount(page);
    page.element.cancel();
    await page.press('new');
    await page.shows(() => page.find('mandate'));
    expect(field(page, 'number').value).to.equal('');
  });

  it('what is agreed to is the text on the screen, letter for letter, though the language was changed in the form', async () => {
    const page = await openMemberPage(await newMember());
    await typeAccount(page);
    await page.shows(() => page.find('mandate')?.lang.startsWith('en'));
    const bodies: Promise<{ mandateText?: { sha256?: string } }>[] = [];
    const onward = page.element.fetch.bind(page.element);
    page.element.fetch = (request) => {
      if (request.method === 'POST') bodies.push(request.clone().json());
      return onward(request);
    };
    await page.speak('sv');
    await page.shows(() => page.find('mandate')?.lang.startsWith('sv'));
    const seen = new TextEncoder().encode(page.find('mandate')?.textContent ?? '');
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', seen));
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    await page.press('submit');
    await page.shows(() => page.find('outcome'));
    expect((await bodies[0])?.mandateText?.sha256).to.equal(hash);
  });

  it('the text keeps its own lines and spaces', async () => {
    const page = await openMemberPage(await newMember());
    await page.press('new');
    await page.shows(() => page.find('mandate'));
    const box = page.find('mandate');
    expect(box === null ? '' : getComputedStyle(box).whiteSpaceCollapse).to.equal('preserve');
  });
});
