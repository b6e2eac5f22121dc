import { aTimeout, expect } from '@open-wc/testing';
import { HandslagChangeEvent, HandslagDoneEvent } from '../../src/widget/events.ts';
import { openDesk, phone, trouble } from '../support/world.ts';
import { cpr, type DeskPage, newDesk, onPhone, sit } from './desk-harness.ts';

let requests = 0;
/** What a request is for: no other's. */
const text = (): string => `Bill ${++requests}`;

const posts = ({ calls }: DeskPage): number =>
  calls.filter((call) => call === 'POST /v1/collection-requests').length;

const offered = (row: HTMLElement, part: string): boolean => row.querySelector(`[part=${part}]`) !== null;

describe('<handslag-desk>', () => {
  afterEach(async () => void (await trouble()));

  it('sends what an agent types, and follows it to the payment', async () => {
    const [desk, bill] = [await sit(), text()];
    await expect(desk.element).to.be.accessible();
    await desk.make(bill, '1,249.50');
    const row = desk.row(bill);
    expect(row.textContent).to.match(/DKK\s1,249\.50/);
    expect(row.querySelector('[part=spelled]')?.textContent).to.match(
      /^(\d|[A-Z][\w-]+)( – (\d|[A-Z][\w-]+))+$/,
    );
    expect(row.querySelector('[part=time-left]')?.textContent).to.match(/^\d+:\d\d left$/);
    await phone.act(await onPhone(bill), 'open');
    await desk.showsStage(bill, 'Opened');
    await phone.act(await onPhone(bill), 'approve');
    await desk.showsStage(bill, 'Paid');
  });

  it('shows the payer’s number masked as soon as it is typed, and keeps it nowhere', async () => {
    const [desk, bill] = [await sit(), text()];
    await desk.typePayer();
    expect(desk.get('[part=payer]').textContent).to.contain('••••••34');
    expect(desk.find('#debtor')).to.equal(null);
    await desk.type('#amount', '10');
    await desk.type('#text', bill);
    await desk.press('[part~=submit]');
    await desk.showsStage(bill, 'In the app');
    const heard = desk.told.map((event) =>
      event instanceof HandslagChangeEvent || event instanceof HandslagDoneEvent
        ? JSON.stringify(event.snapshot)
        : event.type,
    );
    const values = [...desk.root.querySelectorAll('input')].map(({ value }) => value);
    const kept = [
      desk.root.innerHTML,
      ...values,
      ...heard,
      JSON.stringify({ ...localStorage, ...sessionStorage }),
    ];
    for (const place of kept) {
      expect(place).not.to.match(/010190-?1234/);
    }
    expect(heard.join()).not.to.contain('masked');
    expect(heard.join()).not.to.contain(bill);
  });

  it('sends again: cancelled first, then once more with nothing typed, and one charge', async () => {
    const [desk, bill] = [await sit(), text()];
    await desk.make(bill);
    const first = await onPhone(bill);
    const before = posts(desk);
    await desk.press('[part=send-again]', desk.row(bill));
    await desk.showsStage(bill, 'Cancelling, then sending again …');
    await desk.shows(
      () =>
        desk.rows.filter(({ textContent }) => textContent?.includes(bill)).length === 1 &&
        desk.stage(bill) === 'In the app',
    );
    expect(posts(desk)).to.equal(before + 1);
    const all = (await phone.list()).filter((one) => one.text === bill);
    expect(all).to.have.length(2);
    expect(all.find(({ id }) => id === first)?.status).to.match(/CANCEL/);
  });

  it('makes no second charge when the approval wins the race', async () => {
    const [desk, bill] = [await sit(), text()];
    // The øre of the sandbox with which a cancellation loses.
    await desk.make(bill, '199.16');
    const before = posts(desk);
    await desk.press('[part=send-again]', desk.row(bill));
    await desk.shows(() => /^(Approved|Paid)$/.test(desk.stage(bill)));
    expect(posts(desk)).to.equal(before);
    expect((await phone.list()).filter((one) => one.text === bill)).to.have.length(1);
    expect(offered(desk.row(bill), 'send-again')).to.equal(false);
  });

  it('stops loudly when the payer is in no call, and that request is dead', async () => {
    const [desk, bill] = [await sit(), text()];
    await desk.make(bill);
    await phone.act(await onPhone(bill), 'not_in_call');
    await desk.shows(() => desk.find('[part=stop]'));
    await expect(desk.element).to.be.accessible();
    expect(desk.rows[0]).to.equal(desk.row(bill));
    expect(
      [...desk.root.querySelectorAll('.unseen[role=alert]')].map((one) => one.textContent).join(),
    ).to.contain('STOP');
    expect(offered(desk.row(bill), 'send-again')).to.equal(false);

    const again = await sit();
    await again.shows(() => again.find('[part=stop]'));
    await again.press('[part=seen]');
    await again.shows(() => again.find('[part=stop]') === null && again.find('[part=finished]'));
  });

  it('says what a desk may not ask for, and sends nothing', async () => {
    const desk = await sit();
    await desk.typePayer();
    const cases = [
      ['5,000.01', 'At most DKK\u{a0}5,000.00 at this desk.'],
      ['1.999,00', 'Write an amount such as 1,234.50.'],
      ['0', 'Write an amount such as 1,234.50.'],
    ] as const;
    for (const [amount, words] of cases) {
      await desk.type('#amount', amount);
      await desk.press('[part~=submit]');
      await desk.shows(() => desk.get('#amount-error').textContent === words);
      expect(desk.root.activeElement?.id).to.equal('amount');
    }
    await desk.type('#amount', '5,000.00');
    await desk.press('[part~=submit]');
    await desk.shows(() => desk.get('#text-error').textContent);
    expect(posts(desk)).to.equal(0);
    await expect(desk.element).to.be.accessible();
  });

  it('says so where the bounds have changed since, and where a reference is in use', async () => {
    const desk = await sit();
    const refusals = ['body_invalid', 'request_not_repeatable'];
    desk.between(async (request, onward) => {
      if (request.method !== 'POST' || !request.url.endsWith('/v1/collection-requests'))
        return onward(request);
      const problem = {
        type: 'about:blank',
        title: '',
        status: 400,
        code: refusals.shift(),
        traceId: 'f00d',
      };
      return Response.json(problem, { status: 400 });
    });
    await desk.typePayer();
    await desk.type('#amount', '10');
    await desk.type('#text', text());
    await desk.press('[part~=submit]');
    await desk.shows(() => desk.text.includes('This desk may not ask for that.'));
    await desk.press('[part~=submit]');
    await desk.shows(() => desk.get('#reference-error').textContent?.startsWith('This reference is in use'));
  });

  it('reads the agreement aloud, with the customer’s number, and sends it as evidence', async () => {
    const [desk, bill] = [await sit(), text()];
    let body = '';
    desk.between(async (request, onward) => {
      if (request.method === 'POST' && request.url.endsWith('/v1/collection-requests')) {
        body = await request.clone().text();
      }
      return onward(request);
    });
    desk.root.querySelectorAll<HTMLInputElement>('[name=kind]')[1]?.click();
    await desk.shows(() => desk.find('#customerNumber'));
    await desk.typePayer();
    await desk.type('#customerNumber', 'k77');
    await desk.type('#amount', '10');
    await desk.type('#text', bill);
    const read = desk.get('[part=mandate] p').textContent;
    expect(read).to.contain('customer number K77');
    await desk.press('[part~=submit]');
    await desk.showsStage(bill, 'In the app');
    const { mandate, mandateText } = JSON.parse(body);
    expect(mandate).to.deep.equal({ debtorGroup: '00001', customerNumber: 'K77' });
    expect(mandateText.text).to.equal(read);
  });

  it('does not push a request to a payer who cannot answer', async () => {
    const desk = await sit();
    desk.between(async (request, onward) =>
      request.url.endsWith('/v1/debtor-checks') ? Response.json({ outcome: 'unreachable' }) : onward(request),
    );
    await desk.type('#debtor', cpr);
    desk.get('#amount').focus();
    await desk.shows(() => desk.text.includes('Cannot approve'));
    await expect(desk.element).to.be.accessible();
    await desk.type('#amount', '10');
    await desk.type('#text', text());
    await desk.press('[part~=submit]');
    expect(desk.root.activeElement?.id).to.equal('check-again');
    expect(posts(desk)).to.equal(0);
  });

  it('has one board for two agents, who may go on with what the other began', async () => {
    const [anna, bo, bill] = [await sit('anna'), await sit('bo'), text()];
    await anna.make(bill);
    await bo.showsStage(bill, 'In the app');
    expect(offered(bo.row(bill), 'send-again')).to.equal(true);
    await bo.press('[part=cancel]', bo.row(bill));
    await anna.showsStage(bill, 'Cancelled');
    anna.element.remove();
    await bo.showsStage(bill, 'Cancelled');
  });

  it('is as it was after a reload', async () => {
    const [before, bill] = [await sit(), text()];
    await before.make(bill);
    const code = before.row(bill).querySelector('[part=binding-code]')?.textContent;
    before.element.remove();
    const after = await sit();
    await after.showsStage(bill, 'In the app');
    expect(after.row(bill).querySelector('[part=binding-code]')?.textContent).to.equal(code);
    expect(posts(after)).to.equal(0);
  });

  it('says and sends nothing once it has been removed, and goes on when it is put back', async () => {
    const [desk, bill] = [await sit(), text()];
    await desk.make(bill);
    const place = desk.element.parentElement;
    desk.element.remove();
    await Promise.resolve();
    const before = [desk.told.length, desk.calls.length];
    await phone.act(await onPhone(bill), 'open');
    // There is no event for a call that is not made.
    await aTimeout(1500);
    expect([desk.told.length, desk.calls.length]).to.deep.equal(before);
    place?.append(desk.element);
    await desk.showsStage(bill, 'Opened');
  });

  it('says plainly that there is no network, and catches up', async () => {
    const [desk, bill] = [await sit(), text()];
    await desk.make(bill);
    let isOff = true;
    desk.between(async (request, onward) => {
      if (isOff) throw new TypeError('no network');
      return onward(request);
    });
    dispatchEvent(new Event('online'));
    await desk.shows(() => desk.get('[part=notice]').textContent?.startsWith('No connection'));
    await expect(desk.element).to.be.accessible();
    await phone.act(await onPhone(bill), 'open');
    isOff = false;
    dispatchEvent(new Event('online'));
    await desk.showsStage(bill, 'Opened');
    expect(desk.get('[part=notice]').textContent).to.equal('');
  });

  it('says that it has stopped when its token is over, and goes on with another', async () => {
    const desk = await sit();
    let isOver = true;
    desk.between(async (request, onward) => {
      const problem = { type: 'about:blank', title: '', status: 401, code: 'token_expired', traceId: 'f00d' };
      return isOver ? Response.json(problem, { status: 401 }) : onward(request);
    });
    dispatchEvent(new Event('online'));
    await desk.shows(() => desk.get('[part=notice]').textContent?.startsWith('This board has stopped'));
    isOver = false;
    desk.element.token = `${await openDesk('bo')}`;
    await desk.shows(() => desk.get('[part=notice]').textContent === '');
  });

  it('cannot be shown with a forged token, and says so', async () => {
    const desk = await newDesk();
    desk.element.token = 'forged';
    await desk.shows(() => desk.text.includes('The board cannot be shown'));
    await expect(desk.element).to.be.accessible();
    expect(desk.told.map(({ type }) => type)).to.deep.equal(['handslag-error']);
  });
});
