import { expect } from '@open-wc/testing';
import { openSession } from '../support/world.ts';
import { type CheckPage, numberWithApp, openCheck } from './debtor-check-harness.ts';

/** Counts the checks, and keeps each back until it is let go. */
const keepBack = ({ element }: CheckPage) => {
  const onward = element.fetch.bind(element);
  const go = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const kept = { asked: 0, aborted: 0, begun: begun.promise, letGo: go.resolve };
  element.fetch = async (request) => {
    if (!request.url.endsWith('/v1/debtor-checks')) return onward(request);
    kept.asked += 1;
    request.signal.addEventListener('abort', () => {
      kept.aborted += 1;
    });
    begun.resolve();
    await go.promise;
    return onward(request);
  };
  return kept;
};

const outcome = ({ element }: CheckPage): string | undefined =>
  element.root.querySelector('[part~=outcome]')?.textContent?.trim();

describe('<handslag-debtor-check> in a page that does as it likes', () => {
  it('asks once, though submit() is called three times', async () => {
    const check = await openCheck();
    await expect(check.element).to.be.accessible();
    const kept = keepBack(check);
    await check.ask(numberWithApp());
    check.element.submit();
    check.element.submit();
    await kept.begun;
    kept.letGo();
    await check.shows(() => outcome(check));
    expect(kept.asked).to.equal(1);
    expect(check.told).to.deep.equal(['handslag-ready', 'handslag-done reachable']);
  });

  it('says nothing when it is removed while it asks, and asks anew when it is put back', async () => {
    const check = await openCheck();
    const place = check.element.parentElement;
    const kept = keepBack(check);
    await check.ask(numberWithApp());
    await kept.begun;
    check.element.remove();
    await Promise.resolve();
    expect(kept.aborted).to.equal(1);
    expect(check.told).to.deep.equal(['handslag-ready']);
    kept.letGo();
    place?.append(check.element);
    await check.shows(() => outcome(check));
    expect(kept.asked).to.equal(2);
    expect(check.told).to.deep.equal(['handslag-ready', 'handslag-done reachable']);
  });

  it('begins anew with the token of another session, and keeps what it is asking', async () => {
    const check = await openCheck();
    await check.ask(numberWithApp());
    await check.shows(() => outcome(check));
    check.element.token = (await openSession({ check: 'alone' })).token;
    await check.shows(() => check.find('input'));
    const kept = keepBack(check);
    await check.ask(numberWithApp());
    await kept.begun;
    check.element.token = (await openSession({ check: 'alone' })).token;
    kept.letGo();
    await check.shows(() => outcome(check));
    expect(kept.asked).to.equal(1);
  });
});
