import { expectNothingFound } from './axe.ts';
import { type CheckPage, numberWithApp, openCheck, withoutApp } from './debtor-check-harness.ts';

const never = () => new Promise<never>(() => {});

/** Puts something in the place of the answer to a check. */
const answering = (check: CheckPage, answer: () => Promise<Response>): void => {
  const onward = check.element.fetch.bind(check.element);
  check.element.fetch = (request) => (request.url.endsWith('/v1/debtor-checks') ? answer() : onward(request));
};

const refusal =
  (code: string, status: number, headers: Readonly<Record<string, string>> = {}) =>
  async () =>
    Response.json({ type: 'about:blank', title: '', status, code, traceId: 'f00d' }, { status, headers });

/** Each brings a check into that state, once its form is there. */
const states: Readonly<Record<string, (check: CheckPage) => Promise<void>>> = {
  'the form': async () => {},
  'a number that cannot be right': async (check) => {
    await check.ask('12');
    await check.shows(() => check.find('error')?.textContent);
  },
  'while it is being found out': async (check) => {
    answering(check, never);
    await check.ask(numberWithApp());
    await check.shows(() => check.find('input') === null);
  },
  'asked too often': async (check) => {
    answering(check, refusal('rate_limited', 429, { 'retry-after': '90' }));
    await check.ask(numberWithApp());
    await check.shows(() => check.find('slowed'));
  },
  'a number that the backend refuses': async (check) => {
    answering(check, refusal('debtor_invalid', 422));
    await check.ask(numberWithApp());
    await check.shows(() => check.find('error')?.textContent);
  },
  'it cannot be found out': async (check) => {
    answering(check, async () => Response.json({ outcome: 'unknown' }));
    await check.ask(numberWithApp());
    await check.shows(() => check.find('outcome'));
  },
  'the app is there': async (check) => {
    await check.ask(numberWithApp());
    await check.shows(() => check.find('outcome'));
  },
  'there is no app': async (check) => {
    await check.ask(withoutApp);
    await check.shows(() => check.find('outcome'));
  },
  'it has failed': async (check) => {
    answering(check, refusal('token_invalid', 401));
    await check.ask(numberWithApp());
    await check.shows(() => check.find('retry') ?? check.find('message'));
  },
};

describe('axe finds nothing in a debtor check, in any language or colour scheme', function () {
  this.timeout(60_000);

  for (const surface of ['web', 'agent', 'pos'] as const) {
    for (const [state, bring] of Object.entries(states)) {
      // One number may only be asked about so often: what does not depend on the surface is seen on one.
      if (surface !== 'web' && state === 'there is no app') continue;
      it(`${state}, on ${surface}`, async () => {
        const check = await openCheck('en', surface);
        await check.shows(() => check.find('input'));
        await bring(check);
        await expectNothingFound(check.element, async (language) => {
          check.element.lang = language;
          await check.shows(() => check.find('card')?.lang === language);
        });
      });
    }
  }
});
