import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { texts as da } from '../../src/widget/texts/da.ts';
import { texts as en } from '../../src/widget/texts/en.ts';
import { texts as fi } from '../../src/widget/texts/fi.ts';
import { texts as nb } from '../../src/widget/texts/nb.ts';
import { texts as sv } from '../../src/widget/texts/sv.ts';
import type { Asked } from '../support/shop.ts';
import { openSession, phone, trouble } from '../support/world.ts';
import { findings } from './axe.ts';
import { cpr, newPayment, openPayment, type Payment } from './payment-harness.ts';

type Fetch = (request: Request) => Promise<Response>;
type Between = (request: Request, onward: Fetch) => Promise<Response>;

/** Danish and Norwegian share words, so they do not stand next to each other: a screen that stays is noticed. */
const languages = { da, fi, nb, sv, en } as const;
const schemes = ['light', 'dark'] as const;

/** The first thing that is said, which has no names to be filled in. */
const firstWords = (payment: Payment): string =>
  (payment.find('heading') ?? payment.find('message'))?.textContent?.trim() ?? '';

const speak = async (payment: Payment, language: keyof typeof languages): Promise<void> => {
  const words: readonly string[] = ['', ...Object.values(languages[language])];
  payment.element.lang = language;
  await payment.shows(() => payment.get('card').lang === language && words.includes(firstWords(payment)));
};

const never = () => new Promise<never>(() => {});
const isPost = ({ method }: Request): boolean => method === 'POST';
const isCancel = ({ url }: Request): boolean => url.endsWith('/cancel');
const isSession = ({ url }: Request): boolean => url.endsWith('/v1/session');
const isRead = (request: Request): boolean => !isPost(request) && !isSession(request);

const refusal = (code: string, status: number): Response =>
  Response.json({ type: 'about:blank', title: '', status, code, traceId: 'f00d' }, { status });

/** Puts something between the element and the backend. */
const between = ({ element }: Payment, answer: Between): void => {
  const onward = element.fetch.bind(element);
  element.fetch = (request) => answer(request, onward);
};

const loading = async (answer: Between): Promise<Payment> => {
  const payment = await newPayment();
  between(payment, answer);
  payment.element.token = (await openSession()).token;
  return payment;
};

const identify = async (asked: Asked = {}): Promise<Payment> => {
  const payment = await openPayment(asked);
  await payment.showsPart('input');
  return payment;
};

const review = async (asked: Asked = {}): Promise<Payment> => {
  const payment = await identify(asked);
  payment.type(cpr);
  await payment.press('submit');
  await payment.showsPart('debtor');
  return payment;
};

/** Sent; what is answered to some of the calls may be other than what the backend says. */
const sent = async (
  asked: Asked = {},
  answer: Between = (request, onward) => onward(request),
): Promise<Payment> => {
  const payment = await openPayment(asked);
  between(payment, answer);
  await payment.send();
  return payment;
};

const waiting = async (asked: Asked = {}): Promise<Payment> => {
  const payment = await sent(asked);
  await payment.onPhone();
  return payment;
};

/** Comes to this heading, and no further. */
const ended = async (
  heading: string,
  ore: number,
  act?: 'approve' | 'decline' | 'not_in_call',
  asked: Asked = {},
): Promise<Payment> => {
  let isThere = false;
  const payment = await sent(
    { amount: { value: 249_900 + ore, currency: 'DKK' }, ...asked },
    async (request, onward) => {
      const answer = await onward(request);
      return isThere ? never() : answer;
    },
  );
  if (act) await phone.act(await payment.onPhone(), act);
  await payment.shows(() => payment.heading === heading);
  isThere = true;
  return payment;
};

/** Each brings a payment into that state. */
const states: Readonly<Record<string, () => Promise<Payment>>> = {
  loading: () => loading(never),
  'loading, offline': async () => {
    const payment = await loading(() => Promise.reject(new TypeError('no network')));
    await payment.showsPart('message');
    return payment;
  },
  'identify by CPR number': () => identify(),
  'identify by mobile number': async () => {
    const payment = await identify();
    payment.element.root.querySelectorAll<HTMLInputElement>('[type=radio]')[1]?.click();
    await payment.shows(() => payment.input.type === 'tel');
    return payment;
  },
  'identify, with an error': async () => {
    const payment = await identify();
    payment.type('3201901234');
    await payment.press('submit');
    await payment.shows(() => payment.get('error').textContent);
    return payment;
  },
  'identify, with a number that was refused': async () => {
    const payment = await sent({}, async (request, onward) =>
      isPost(request) ? refusal('debtor_invalid', 422) : onward(request),
    );
    await payment.shows(() => payment.find('error')?.textContent);
    return payment;
  },
  'review with a mandate': () => review(),
  'review without a mandate': () => review({ mandate: null }),
  sending: async () => {
    const payment = await sent({}, (request, onward) => (isPost(request) ? never() : onward(request)));
    await payment.shows(() => payment.heading === 'Sending to the app');
    return payment;
  },
  'sending, offline': async () => {
    const payment = await sent({}, async (request, onward) => {
      if (isPost(request)) throw new TypeError('no network');
      return onward(request);
    });
    await payment.shows(() => payment.find('message')?.textContent?.startsWith('No connection'));
    return payment;
  },
  'waiting, sent': async () => {
    const payment = await sent({}, (request, onward) => (isRead(request) ? never() : onward(request)));
    await payment.showsPart('steps');
    return payment;
  },
  'waiting, in the app': () => waiting(),
  'waiting, opened': async () => {
    const payment = await sent();
    await phone.act(await payment.onPhone(), 'open');
    await payment.shows(() =>
      payment.element.root.querySelector('[part=steps] :nth-child(3)[aria-current=step]'),
    );
    return payment;
  },
  'waiting, on a phone': async () => {
    await setViewport({ width: 360, height: 780 });
    const payment = await waiting();
    await payment.showsPart('app-link');
    payment.element.root.querySelector('summary')?.click();
    return payment;
  },
  'waiting, at a till': () => waiting({ surface: 'pos' }),
  'waiting, in a call': () => waiting({ surface: 'agent' }),
  'waiting, offline': async () => {
    let isOff = false;
    const payment = await sent({}, async (request, onward) => {
      if (isOff) throw new TypeError('no network');
      return onward(request);
    });
    await payment.onPhone();
    isOff = true;
    dispatchEvent(new Event('online'));
    await payment.shows(() => payment.get('message').textContent?.startsWith('No connection'));
    return payment;
  },
  'waiting, cancelling': async () => {
    const payment = await sent({}, (request, onward) => (isCancel(request) ? never() : onward(request)));
    await payment.onPhone();
    await payment.press('cancel');
    await payment.shows(() => !payment.has('cancel'));
    return payment;
  },
  'waiting, time is up': async () => {
    const payment = await sent({}, async (request, onward) => {
      if (isRead(request)) return never();
      const answer = await onward(request);
      if (!isPost(request)) return answer;
      const snapshot = await answer.json();
      return Response.json({ ...snapshot, expiresAt: snapshot.now });
    });
    await payment.shows(() => payment.find('message')?.textContent?.startsWith('Time is up'));
    return payment;
  },
  'waiting, not known': async () => {
    await trouble({ createError: 'after', readError: 'unavailable' });
    const payment = await sent();
    await payment.shows(() => payment.heading === 'Do not pay again');
    return payment;
  },
  approved: () => ended('Payment approved', 0, 'approve'),
  paid: () => ended('Paid', 0, 'approve'),
  'paid, without a mandate': () => ended('Paid', 0, 'approve', { mandate: null }),
  'paid, but the mandate failed': () => ended('Payment approved, but no agreement', 5, 'approve'),
  'paid, and there was a mandate already': () => ended('Paid', 6, 'approve'),
  'a mandate, but the payment failed': () => ended('Not paid, but agreement set up', 7, 'approve'),
  'approved, but both failed': () => ended('Not paid', 20, 'approve'),
  declined: () => ended('Declined', 0, 'decline'),
  'declined, in no call': () => ended('Declined', 0, 'not_in_call', { surface: 'agent' }),
  expired: async () => {
    const payment = await sent({}, async (request, onward) => {
      if (isRead(request)) return never();
      const answer = await onward(request);
      if (!isPost(request)) return answer;
      const reason = { code: 'payer_timeout', retryable: true };
      return Response.json({ ...(await answer.json()), status: 'expired', reason });
    });
    await payment.shows(() => payment.heading === 'Not approved in time');
    return payment;
  },
  cancelled: async () => {
    const payment = await waiting();
    await payment.press('cancel');
    await payment.shows(() => payment.heading === 'Cancelled');
    return payment;
  },
  'rejected, and another try is offered': () => ended('This payment is not possible', 1),
  'rejected for good': () => ended('This payment is not possible', 2),
  'failed: forged token': async () => {
    const payment = await newPayment();
    payment.element.token = 'forged';
    await payment.showsPart('heading');
    return payment;
  },
  'failed: token expired': async () => {
    const payment = await loading(async () => refusal('token_expired', 401));
    await payment.showsPart('heading');
    return payment;
  },
  'failed: no answer, and it can be tried again': async () => {
    const payment = await loading(async () => refusal('unavailable', 503));
    await payment.showsPart('retry');
    return payment;
  },
  'failed: nobody knows if it was sent': async () => {
    const payment = await sent({}, async (request, onward) =>
      isPost(request) ? refusal('unavailable', 503) : onward(request),
    );
    await payment.showsPart('retry');
    return payment;
  },
  'failed: it can be followed no longer': async () => {
    const payment = await sent({}, async (request, onward) =>
      isRead(request) ? refusal('token_expired', 401) : onward(request),
    );
    await payment.shows(() => payment.heading === 'Do not pay again');
    return payment;
  },
};

describe('axe finds nothing in any language or colour scheme', function () {
  this.timeout(60_000);

  afterEach(async () => {
    await Promise.all([trouble(), setViewport({ width: 800, height: 600 })]);
  });

  for (const [state, bring] of Object.entries(states)) {
    it(state, async () => {
      const payment = await bring();
      const found: string[] = [];
      for (const language of Object.keys(languages) as (keyof typeof languages)[]) {
        await speak(payment, language);
        for (const scheme of schemes) {
          payment.element.style.colorScheme = scheme;
          for (const one of await findings(payment.element)) found.push(`${language}, ${scheme}: ${one}`);
        }
      }
      expect(found).to.deep.equal([]);
    });
  }

  for (const scheme of schemes) {
    it(`would find text that is too faint: ${scheme}`, async () => {
      const payment = await identify();
      payment.element.style.colorScheme = scheme;
      payment.element.style.setProperty('--handslag-color', '#808080');
      const found = await findings(payment.element);
      expect(found.join()).to.match(/^color-contrast: handslag-payment .*#debtor-hint/);
    });
  }
});
