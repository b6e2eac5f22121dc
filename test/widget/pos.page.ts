import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { languages } from '../../src/protocol/words.ts';
import { openSession, phone } from '../support/world.ts';
import { findings } from './axe.ts';
import { cpr, type Payment } from './payment-harness.ts';
import { driveTime, openTill } from './pos-harness.ts';

let time: ReturnType<typeof driveTime>;
beforeEach(() => {
  time = driveTime();
});
afterEach(() => time.restore());

const idle = ({ element }: Payment) =>
  new Promise<void>((resolve) => element.addEventListener('handslag-idle', () => resolve(), { once: true }));

/** Everything that a next customer, or a script, could find in the page. */
const everything = ({ element }: Payment): string =>
  [
    document.documentElement.outerHTML,
    element.root.innerHTML,
    ...[...element.root.querySelectorAll('input')].map(({ value }) => value),
    JSON.stringify({ ...localStorage, ...sessionStorage }),
    JSON.stringify(history.state),
    location.href,
    element.token,
  ].join('\n');

describe('a till', () => {
  it('is cleared when nobody touches it, and nothing of the customer is left', async () => {
    const till = await openTill();
    till.type('0101901234');
    const gone = idle(till);
    time.pass(40_000);
    await till.showsPart('clearing');
    expect(till.text).to.include('This screen clears in 20 seconds.');
    time.pass(20_000);
    await gone;
    const left = everything(till);
    for (const trace of ['0101901234', '010190', 'Fjordfone', '2,499', 'Phone + first month']) {
      expect(left, trace).not.to.include(trace);
    }
    expect(till.element.token).to.equal('');
    expect(till.element.fetchToken).to.equal(null);
  });

  it('a token that the page was asked for by the last customer is not the next one’s', async () => {
    const till = await openTill();
    till.element.clear();
    const [first, next] = [await openSession({ surface: 'pos' }), await openSession({ surface: 'pos' })];
    const late = await new Promise<(token: string) => void>((asked) => {
      till.element.fetchToken = () => new Promise((answer) => asked(answer));
    });
    till.element.clear();
    till.element.fetchToken = async () => next.token;
    late(first.token);
    await till.showsPart('input');
    expect(till.element.token).to.equal(next.token);
  });

  it('leaves nothing of a payment that was made', async () => {
    const till = await openTill();
    till.type(cpr);
    await till.press('submit');
    await till.showsPart('debtor');
    await till.press('submit');
    await phone.act(await till.onPhone(), 'approve');
    await till.showsPart('receipt');
    const reference = till.get('receipt').textContent?.match(/order-[\w-]+/)?.[0] ?? 'no reference';
    const gone = idle(till);
    till.element.clear();
    await gone;
    expect(everything(till)).not.to.include(reference).and.not.to.include('Payment approved');
    // The next customer's payment is another.
    till.element.token = (await openSession({ surface: 'pos' })).token;
    await till.showsPart('input');
    expect(till.input.value).to.equal('');
  });

  for (const [what, touch] of [
    ['a touch', () => document.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))],
    ['a key', () => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }))],
  ] as const) {
    it(`gives the whole time again after ${what}`, async () => {
      const till = await openTill();
      time.pass(45_000);
      await till.showsPart('clearing');
      touch();
      await till.shows(() => !till.has('clearing'));
      time.pass(35_000);
      expect(till.has('input')).to.equal(true);
      time.pass(10_000);
      await till.showsPart('clearing');
    });
  }

  it('tells a screen reader before it is cleared, and not every second', async () => {
    const till = await openTill();
    const said = new Set<string>();
    const listen = () => {
      for (const region of till.element.root.querySelectorAll('[role=status]')) {
        if (region.textContent) said.add(region.textContent);
      }
    };
    new MutationObserver(listen).observe(till.element.root, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    const gone = idle(till);
    time.pass(40_000);
    await till.showsPart('clearing');
    time.pass(12_000);
    await till.shows(() => /clears in [78] seconds/.test(till.text));
    time.pass(8_000);
    await gone;
    expect([...said]).to.deep.equal([
      'This screen clears in 20 seconds.',
      'This screen clears in 10 seconds.',
    ]);
  });

  it('does not clear the screen while a request is under way: the customer looks at a phone', async () => {
    const till = await openTill();
    till.type(cpr);
    await till.press('submit');
    await till.showsPart('debtor');
    await till.press('submit');
    await till.onPhone();
    time.pass(55_000);
    expect(till.has('clearing')).to.equal(false);
    expect(till.has('binding-code')).to.equal(true);
  });

  it('lets the clerk in by a long press, and not by a short one', async () => {
    const till = await openTill();
    const button = till.get('clerk');
    button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
    time.pass(500);
    button.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, button: 0 }));
    time.pass(2_000);
    await till.element.updateComplete;
    expect(till.has('clerk-menu')).to.equal(false);
    button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
    time.pass(1_300);
    await till.showsPart('clerk-menu');
  });

  it('lets the clerk in by keyboard or switch with two presses, and forgets the first after a while', async () => {
    const till = await openTill();
    till.get('clerk').focus();
    await sendKeys({ press: 'Enter' });
    await till.shows(() => till.get('clerk').textContent?.includes('Press again'));
    time.pass(5_000);
    await till.shows(() => till.get('clerk').textContent?.includes('hold'));
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Enter' });
    await till.showsPart('clerk-menu');
    const gone = idle(till);
    await till.press('clerk-again');
    await gone;
  });

  it('has the clerk cancel a request that is under way', async () => {
    const till = await openTill();
    till.type(cpr);
    await till.press('submit');
    await till.showsPart('debtor');
    await till.press('submit');
    await till.onPhone();
    expect(getComputedStyle(till.get('cancel')).display).to.equal('none');
    await till.press('clerk');
    await till.press('clerk');
    await till.press('clerk-cancel');
    await till.shows(() => till.heading === 'Cancelled');
  });

  it('says plainly that it needs the network', async () => {
    const till = await openTill();
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    dispatchEvent(new Event('offline'));
    await till.showsPart('network');
    Reflect.deleteProperty(navigator, 'onLine');
    dispatchEvent(new Event('online'));
    await till.shows(() => !till.has('network'));
  });
});

describe('the screen of a till', () => {
  const locks: EventTarget[] = [];
  let asked = 0;
  let refuses = false;

  const script = () => {
    Object.defineProperty(navigator, 'wakeLock', {
      configurable: true,
      value: {
        async request() {
          asked += 1;
          if (refuses) throw new DOMException('no', 'NotAllowedError');
          const lock = Object.assign(new EventTarget(), {
            released: false,
            async release() {
              lock.released = true;
              lock.dispatchEvent(new Event('release'));
            },
          });
          locks.push(lock);
          return lock;
        },
      },
    });
  };

  beforeEach(() => {
    locks.length = asked = 0;
    refuses = false;
    script();
  });
  afterEach(() => Reflect.deleteProperty(navigator, 'wakeLock'));

  const send = async (): Promise<Payment> => {
    const till = await openTill();
    till.type(cpr);
    await till.press('submit');
    await till.showsPart('debtor');
    await till.press('submit');
    await till.onPhone();
    return till;
  };
  const isHeld = (lock: EventTarget | undefined) => lock !== undefined && !Reflect.get(lock, 'released');

  it('is kept awake while the customer pays, and no longer', async () => {
    const till = await send();
    expect(asked).to.equal(1);
    expect(isHeld(locks[0])).to.equal(true);
    till.element.remove();
    await Promise.resolve();
    await Promise.resolve();
    expect(isHeld(locks[0])).to.equal(false);
    expect(asked).to.equal(1);
  });

  it('is kept awake again after the browser has taken that away', async () => {
    await send();
    const [lock] = locks;
    if (lock === undefined) throw new Error('there is no lock');
    Object.assign(lock, { released: true });
    lock.dispatchEvent(new Event('release'));
    await Promise.resolve();
    await Promise.resolve();
    expect(locks.filter(isHeld).length).to.equal(1);
  });

  it('may fall asleep where the browser refuses: the payment goes on', async () => {
    refuses = true;
    const till = await send();
    expect(asked).to.equal(1);
    expect(till.has('binding-code')).to.equal(true);
  });
});

/** Everything to press, smaller than a finger: the links that are only shown elsewhere are not there. */
const small = ({ element }: Payment): readonly string[] =>
  [...element.root.querySelectorAll<HTMLElement>('button, a, input.field, summary, fieldset label')]
    .filter((one) => one.checkVisibility())
    .filter((one) => {
      const { width, height } = one.getBoundingClientRect();
      return width < 56 || height < 56;
    })
    .map((one) => `${one.tagName} ${one.getAttribute('part') ?? one.className}`);

const walk: Readonly<Record<string, (till: Payment) => Promise<void>>> = {
  identify: async () => {},
  'about to be cleared': async (till) => {
    time.pass(42_000);
    await till.showsPart('clearing');
  },
  'the clerk’s menu': async (till) => {
    await till.press('clerk');
    await till.press('clerk');
    await till.showsPart('clerk-menu');
    await till.press('clerk-close');
  },
  review: async (till) => {
    till.type(cpr);
    await till.press('submit');
    await till.showsPart('debtor');
  },
  waiting: async (till) => {
    await till.press('submit');
    await till.onPhone();
  },
  done: async (till) => {
    await phone.act(await till.onPhone(), 'approve');
    await till.showsPart('receipt');
  },
};

for (const language of languages) {
  it(`has targets of 56 px, and nothing for axe to find, on every screen in ${language}`, async () => {
    await setViewport({ width: 800, height: 1280 });
    const till = await openTill(language);
    for (const [name, go] of Object.entries(walk)) {
      await go(till);
      expect(small(till), name).to.deep.equal([]);
      for (const scheme of ['light', 'dark']) {
        document.documentElement.style.colorScheme = scheme;
        expect(await findings(till.element), `${name}, ${scheme}`).to.deep.equal([]);
      }
      document.documentElement.style.colorScheme = '';
    }
  });
}
