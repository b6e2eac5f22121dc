import { expect } from '@open-wc/testing';
import { agree, endAgreement, openConsentPage, openListPage } from './consent-harness.ts';

const posts = (calls: readonly string[]): number =>
  calls.filter((call) => call === 'POST /v1/provider-consents').length;

describe('<handslag-provider-consent>, from who asks to what was given', () => {
  it('leads to the bank, notices what was given there, and names no account', async () => {
    await endAgreement('2617416-4');
    const page = await openConsentPage();
    await page.shows(() => page.find('input'));
    await expect(page.element).to.be.accessible();
    await page.name('FI26174164');
    await page.shows(() => page.find('open'));
    expect(page.find('open')?.getAttribute('href')).to.match(/\/demo\/op-admin\/$/);
    await agree('2617416-4', 'ACCOUNT_DATA', 'TRANSACTION_INFO');
    // By itself: the bank is asked for as long as somebody looks.
    await page.shows(() => page.text.includes('and works'));
    expect(page.text).to.include('Tilikirja Oy may now act for Esimerkki Oy');
    expect(page.told.filter((type) => type === 'handslag-done')).to.have.length(1);
    expect(page.element.root.innerHTML).not.to.match(/FI\d{16}/);

    const list = await openListPage();
    await list.shows(() => list.text.includes('Esimerkki Oy'));
    await expect(list.element).to.be.accessible();
  }).timeout(60_000);

  it('starts once, though submit() is called three times, and goes on after a reload', async () => {
    await endAgreement('0737546-2');
    const page = await openConsentPage();
    await page.name('0737546-2');
    page.element.submit();
    page.element.submit();
    await page.shows(() => page.find('check'));
    expect(posts(page.calls)).to.equal(1);
    const { token } = page.element;
    page.element.remove();
    const again = await openConsentPage();
    again.element.token = token;
    await again.shows(() => again.find('check'));
    expect(posts(again.calls)).to.equal(0);
  });

  it('says and asks nothing once it has been removed', async () => {
    await endAgreement('1643256-1');
    const page = await openConsentPage();
    await page.name('1643256-1');
    await page.shows(() => page.find('check'));
    page.element.remove();
    const before = [page.told.length, page.calls.length];
    page.element.submit();
    await agree('1643256-1', 'ACCOUNT_DATA');
    const other = await openConsentPage();
    await other.name('1643256-1');
    await other.shows(() => other.find('check') ?? other.find('outcome'));
    if (other.find('check')) await other.press('check');
    await other.shows(() => other.find('outcome'));
    expect([page.told.length, page.calls.length]).to.deep.equal(before);
  }).timeout(40_000);
});
