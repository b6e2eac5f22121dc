import { expect } from '@open-wc/testing';
import { type CheckPage, numberWithApp, openCheck, withoutApp } from './debtor-check-harness.ts';

const textOf = ({ element }: CheckPage): string => (element.root.textContent ?? '').replace(/\s+/g, ' ');

it('says that a payer has the app, and tells the page', async () => {
  const check = await openCheck();
  await check.ask(numberWithApp());
  await check.shows(() => check.find('outcome'));
  expect(textOf(check)).to.include('Yes, the app is ready');
  expect(check.told).to.deep.equal(['handslag-ready', 'handslag-done reachable']);
});

it('tells a payer without the app how to get it, and offers the page’s other way', async () => {
  const check = await openCheck();
  await check.ask(withoutApp);
  await check.shows(() => check.find('outcome'));
  expect(textOf(check)).to.include('Get the Betalingsservice app');
  expect(check.element.root.querySelector('slot[name=other-way]')).to.exist;
  expect(check.told.at(-1)).to.equal('handslag-done unreachable');
});

it('keeps nothing of a number that was asked about', async () => {
  const check = await openCheck();
  const number = numberWithApp();
  await check.ask(number);
  await check.shows(() => check.find('outcome'));
  const everywhere = [
    check.element.outerHTML,
    check.element.root.innerHTML,
    JSON.stringify({ ...localStorage, ...sessionStorage }),
    location.href,
  ].join(' ');
  expect(everywhere)
    .not.to.include(number)
    .and.not.to.include(`${number.slice(0, 6)}-${number.slice(6)}`);
  check.find('another')?.click();
  await check.shows(() => check.find('input'));
  const [field] = check.element.root.querySelectorAll<HTMLInputElement>('input.field');
  expect(field?.value).to.equal('');
});

it('says what is wrong with a number, at the field, and asks nobody', async () => {
  const check = await openCheck();
  await check.ask('12');
  await check.shows(() => check.find('error')?.textContent);
  expect(check.find('error')?.textContent).to.include('10 digits');
  expect(check.told).to.deep.equal(['handslag-ready']);
});

it('tells whoever asks too often when to come back', async () => {
  const check = await openCheck();
  for (const _ of Array(5)) {
    await check.ask(numberWithApp());
    await check.shows(() => check.find('outcome'));
    check.find('another')?.click();
  }
  await check.ask(numberWithApp());
  await check.shows(() => check.find('slowed'));
  expect(check.find('slowed')?.textContent).to.match(/asked too often.*(second|minute)/);
});

it('says and sends nothing once it was removed', async () => {
  const check = await openCheck();
  await check.shows(() => check.find('input'));
  const calls: string[] = [];
  check.element.fetch = (request) => {
    calls.push(request.url);
    return fetch(request);
  };
  check.element.remove();
  check.element.submit();
  await Promise.resolve();
  expect(calls).to.deep.equal([]);
  expect(check.told).to.deep.equal(['handslag-ready']);
});
