import { aTimeout, expect } from '@open-wc/testing';
import type { ProblemCode } from '../../src/protocol/words.ts';
import { openSession, phone } from '../support/world.ts';
import { newPayment, openPayment, type Payment, showPayment } from './payment-harness.ts';

type Fetch = (request: Request) => Promise<Response>;

/** Puts something between the element and the backend. */
const between = ({ element }: Payment, make: (onward: Fetch) => Fetch): void => {
  element.fetch = make(element.fetch.bind(element));
};

const refusal = (code: ProblemCode, status: number): Response =>
  Response.json({ type: 'about:blank', title: '', status, code, traceId: 'f00d' }, { status });

const isSession = ({ url }: Request): boolean => url.endsWith('/v1/session');
const isRead = (request: Request): boolean => request.method === 'GET' && !isSession(request);

/** Two tokens for one session. */
const openTwice = async () => {
  const first = await openSession();
  return [first, await openSession({ reference: first.reference })] as const;
};

describe('<handslag-payment> and its token', () => {
  it('asks the page for one where none was given', async () => {
    const { token } = await openSession();
    const payment = await newPayment();
    payment.element.fetchToken = async () => token;
    await payment.showsPart('input');
    await expect(payment.element).to.be.accessible();
  });

  it('has an expired one replaced once, and does again what was refused', async () => {
    const [first, second] = await openTwice();
    const payment = await showPayment(first);
    await payment.showsPart('input');
    let asked = 0;
    payment.element.fetchToken = async () => {
      asked += 1;
      return second.token;
    };
    between(
      payment,
      (onward) => async (request) =>
        request.headers.get('authorization') === `Bearer ${first.token}`
          ? refusal('token_expired', 401)
          : onward(request),
    );
    await payment.send();
    await payment.onPhone();
    expect(asked).to.equal(1);
  });

  it('has one that is near its end replaced before it is used', async () => {
    const [first, second] = await openTwice();
    const payment = await newPayment();
    const used = new Set<string | null>();
    between(payment, (onward) => async (request) => {
      const answer = await onward(request);
      if (!isSession(request)) {
        used.add(request.headers.get('authorization'));
        return answer;
      }
      const session = await answer.json();
      return Response.json({ ...session, expiresAt: session.now });
    });
    payment.element.fetchToken = async () => second.token;
    payment.element.token = first.token;
    await payment.send();
    await payment.onPhone();
    expect([...used]).to.deep.equal([`Bearer ${second.token}`]);
  });

  it('says what to do when it has expired and there is no other, and goes on with a new one', async () => {
    const [first, second] = await openTwice();
    const payment = await showPayment(first);
    let isOver = true;
    between(
      payment,
      (onward) => async (request) =>
        isOver && isRead(request) ? refusal('token_expired', 401) : onward(request),
    );
    const heard = new Promise<unknown>((resolve) =>
      payment.element.addEventListener('handslag-error', ({ error }) => resolve(error)),
    );
    await payment.send();
    await payment.shows(() => payment.heading === 'Do not pay again');
    await expect(payment.element).to.be.accessible();
    expect(await heard).to.deep.equal({ code: 'token_expired', retryable: false, traceId: 'f00d' });

    isOver = false;
    payment.element.token = second.token;
    await payment.onPhone();
  });

  it('that is forged shows a clear screen, and the number of the error', async () => {
    const payment = await newPayment();
    payment.element.token = 'forged';
    await payment.shows(() => payment.heading === 'This payment cannot be shown');
    await expect(payment.element).to.be.accessible();
    expect(payment.text).to.match(/Error number for the shop: [0-9a-f]{32}/);
  });

  it('that never comes is missed, and what the page put there is shown until then', async () => {
    const payment = await newPayment();
    payment.element.append('A moment, please');
    expect(payment.has('heading')).to.equal(false);
    const error = await new Promise<unknown>((resolve) =>
      payment.element.addEventListener('handslag-error', (event) => resolve(event.error)),
    );
    expect(error).to.deep.equal({ code: 'token_missing', retryable: false, traceId: null });
    await payment.shows(() => payment.heading === 'This payment cannot be shown');
  });
});

describe('<handslag-payment> and a network that comes and goes', () => {
  it('loads by itself when the network is back', async () => {
    const { token } = await openSession();
    const payment = await newPayment();
    let isOff = true;
    between(payment, (onward) => async (request) => {
      if (isOff) throw new TypeError('no network');
      return onward(request);
    });
    payment.element.token = token;
    await payment.shows(() => payment.text.includes('No connection just now'));
    await expect(payment.element).to.be.accessible();
    isOff = false;
    dispatchEvent(new Event('online'));
    await payment.showsPart('input');
  });

  it('gives up after a while, keeps what was typed, and sends the same request when asked again', async () => {
    const payment = await openPayment();
    const keys: (string | null)[] = [];
    let isOff = true;
    between(payment, (onward) => async (request) => {
      if (request.method === 'POST') keys.push(request.headers.get('idempotency-key'));
      if (isOff && request.method === 'POST') return refusal('unavailable', 503);
      return onward(request);
    });
    await payment.send();
    await payment.showsPart('retry');
    await expect(payment.element).to.be.accessible();
    expect(payment.text).to.contain('it is sent only once');

    isOff = false;
    await payment.press('retry');
    await payment.onPhone();
    expect(new Set(keys)).to.have.length(1);
    expect(keys.length).to.be.greaterThan(1);
  });

  it('says while waiting that nothing is lost, and catches up', async () => {
    const payment = await openPayment();
    await payment.send();
    const request = await payment.onPhone();
    let isOff = true;
    between(payment, (onward) => async (call) => {
      if (isOff) throw new TypeError('no network');
      return onward(call);
    });
    // The read that is held is let go, as by a browser that has lost its network.
    dispatchEvent(new Event('online'));
    await payment.shows(() => payment.text.includes('Nothing is lost'));
    await expect(payment.element).to.be.accessible();

    await phone.act(request, 'approve');
    isOff = false;
    dispatchEvent(new Event('online'));
    await payment.showsPart('receipt');
  });

  it('reads nothing while nobody looks, and at once when somebody does', async () => {
    const payment = await openPayment();
    const hide = (isHidden: boolean): void => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    await payment.send();
    const request = await payment.onPhone();
    try {
      hide(true);
      const { length } = payment.calls;
      await phone.act(request, 'approve');
      // There is no event for a call that is not made.
      await aTimeout(1500);
      expect(payment.calls).to.have.length(length);
      hide(false);
      await payment.showsPart('receipt');
    } finally {
      Reflect.deleteProperty(document, 'hidden');
    }
  });
});
