import type { Onboarding } from '../../src/protocol/onboarding.ts';
import type { StepId } from '../../src/protocol/onboarding-words.ts';
import { readOnboardingAnswer } from '../../src/protocol/read-onboarding.ts';
import { atDintero, backendUrl, openMerchants, openSeller } from '../support/world.ts';
import { type ElementPage, openElementPage } from './element-page.ts';

const tag = 'handslag-onboarding';

/** A company, its address and account, and who opens the account. Nobody's. */
export const company = {
  name: 'Lomvi AB',
  organizationNumber: '556012-5790',
  website: 'https://lomvi.example/',
};
export const address = { line: 'Storgatan 1', postalCode: '111 22', place: 'Stockholm', country: 'SE' };
export const iban = 'SE35 5000 0000 0549 1000 0003';
export const nationalNumber = '19811218-9876';
export const birthDate = '1981-12-18';

let sellers = 0;

/** Somebody else's address each time. With `mfa` its owner has a second factor, with `late` their codes are over. */
export const newEmail = (says = ''): string => `eva+${says}${++sellers}@lomvi.example`;

/** What a page writes, said by the test beside it with the same session. */
export const asSeller = (token: string) => {
  const call = (method: string, path: string, body?: object, more = {}): Promise<Response> =>
    fetch(`${backendUrl}/v1/onboarding${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(body !== undefined && { 'idempotency-key': crypto.randomUUID() }),
        ...more,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
  const write = async (method: string, path: string, body: object): Promise<void> => {
    const answer = await call(method, path, body);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  };
  /** The onboarding as soon as this holds: one held read after the other. */
  const until = async (holds: (one: Onboarding) => unknown, tag = ''): Promise<Onboarding> => {
    const held = tag === '' ? {} : { 'if-none-match': tag, prefer: 'wait=25' };
    const answer = await call('GET', '', undefined, held);
    if (answer.status === 304) return until(holds, tag);
    const one = readOnboardingAnswer(await answer.json());
    if (one === undefined) throw new Error('this is no onboarding');
    return holds(one) ? one : until(holds, `"${one.id}.${one.revision}"`);
  };
  const isAt =
    (id: StepId, state = 'due') =>
    (one: Onboarding) =>
      one.steps.some((step) => step.id === id && step.state === state);
  return { write, until, isAt };
};

export const codeFor = async (email: string): Promise<string> => {
  const mails = await atDintero<readonly { code: string | null }[]>(
    'GET',
    `inbox?to=${encodeURIComponent(email)}`,
  );
  return mails.find(({ code }) => code !== null)?.code ?? '';
};

/** How far a seller has come before the page is opened. */
export const stages = [
  'nothing',
  'terms',
  'facts',
  'code',
  'account',
  'people',
  'payments',
  'payout',
] as const;
export type Stage = (typeof stages)[number];

/** Brings a seller there, one stage after the other. */
export const bring = async (token: string, to: Stage, email = newEmail()): Promise<string> => {
  const { write, until, isAt } = asSeller(token);
  const billing = { name: company.name, address };
  const ways: Readonly<Record<Stage, () => Promise<unknown>>> = {
    nothing: async () => {},
    async terms() {
      const { agreement } = await until(isAt('terms'));
      for (const { id, version } of agreement)
        await write('POST', '/acceptances', { documents: [{ id, version }] });
    },
    facts: () =>
      write('PUT', '/facts', {
        applicant: { email, firstName: 'Eva', lastName: 'Lind' },
        company,
        address,
        billing,
      }),
    async code() {
      await write('POST', '/sign-up', {});
      await until(isAt('verify'));
    },
    async account() {
      await write('POST', '/code', { purpose: 'verify', code: await codeFor(email) });
      await until(({ account }) => account.state !== 'none');
    },
    people: () =>
      write('PUT', '/facts', {
        people: [{ firstName: 'Eva', lastName: 'Lind', roles: ['signatory'], nationalNumber, birthDate }],
      }),
    async payments() {
      const bankAccount = {
        number: iban.replaceAll(' ', ''),
        country: 'SE',
        currency: 'SEK',
        payoutCurrency: 'SEK',
      };
      await write('PUT', '/facts', { bankAccount });
      await write('POST', '/applications', { kind: 'payments' });
      await until(({ applications }) => applications.some(({ kind }) => kind === 'payments'));
    },
    async payout() {
      await write('POST', '/applications', {
        kind: 'payout',
        reference: 'Lomvi',
        description: 'AUTO_APPROVE',
      });
      await until(({ applications }) => applications.some(({ status }) => status === 'done'));
    },
  };
  for (const stage of stages.slice(0, stages.indexOf(to) + 1)) await ways[stage]();
  return email;
};

/** A page of the marketplace, for a seller who has come so far. */
export const openOnboarding = async (
  stage: Stage = 'nothing',
  language = 'en',
  { surface = 'web' as 'web' | 'agent', email = newEmail() } = {},
): Promise<ElementPage> => {
  const token = await openSeller(crypto.randomUUID(), surface);
  await bring(token, stage, email);
  return openElementPage(tag, token, language);
};

/** A page of the marketplace's own people. */
export const openList = async (language = 'en'): Promise<ElementPage> =>
  openElementPage(tag, await openMerchants(), language);

/** Resolves when that step is on the screen, in English. */
export const isAt = ({ element, shows }: ElementPage, heading: string): Promise<void> =>
  shows(
    () =>
      element.root.querySelector('#heading')?.textContent === heading &&
      element.root.querySelector('.outline') === null,
  );

/** By the list of steps, though it may be folded. */
export const goTo = async (page: ElementPage, name: string): Promise<void> => {
  const entry = () =>
    [...page.element.root.querySelectorAll<HTMLElement>('button.step')].find((one) =>
      one.textContent?.includes(name),
    );
  await page.shows(entry);
  entry()?.click();
  await isAt(page, name);
};

export const typeAll = async (page: ElementPage, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [id, text] of Object.entries(fields)) await page.type(id, text);
};

/** Resolves when the page was told that it is ready. */
export const isReady = ({ element, told }: ElementPage): Promise<unknown> =>
  told.includes('handslag-ready')
    ? Promise.resolve()
    : new Promise((resolve) => element.addEventListener('handslag-ready', resolve, { once: true }));
