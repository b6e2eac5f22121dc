import assert from 'node:assert/strict';
import type { Deps } from '../../../src/backend/deps.ts';
import { tokenTypes } from '../../../src/protocol/oauth.ts';
import { Onboarding } from '../../../src/protocol/onboarding.ts';
import type { StepId } from '../../../src/protocol/onboarding-words.ts';
import { type ScriptedOnboarding, scriptedOnboarding } from '../../support/scripted-onboarding.ts';
import { bearer, configOf, issuer, type Running, startBackend } from '../edge/backend.ts';

export const onboardingDetail = {
  type: 'merchant_onboarding',
  provider: 'dintero',
  surface: 'web',
  reference: 'seller-1',
  country: 'SE',
};

export const company = {
  name: 'Lomvi AB',
  organizationNumber: '5560125790',
  website: 'https://lomvi.example/',
};
export const address = { line: 'Storgatan 1', postalCode: '111 22', place: 'Stockholm', country: 'SE' };
export const applicant = { email: 'eva@lomvi.example', firstName: 'Eva', lastName: 'Lind' };
export const bankAccount = {
  number: 'SE3550000000054910000003',
  country: 'SE',
  currency: 'SEK',
  payoutCurrency: 'SEK',
};
export const nationalNumber = '198112189876';

export interface Rig extends Running {
  readonly provider: ScriptedOnboarding;
  /** A session's token, for one of the platform's merchants or its own. */
  session(change?: object, merchant?: string): Promise<string>;
  call(token: string, method: string, path: string, body?: unknown): Promise<Response>;
  /** The onboarding, once `holds` does. */
  until(token: string, holds: (one: Onboarding) => boolean): Promise<Onboarding>;
}

export const stateOf = (one: Onboarding, id: StepId): string | undefined =>
  one.steps.find((step) => step.id === id)?.state;

/** A backend whose follower runs, on a scripted provider. */
export const startRig = async (change: Partial<Deps['config']> = {}): Promise<Rig> => {
  const provider = scriptedOnboarding();
  const config = await configOf();
  const webhooks = [
    {
      id: 'main',
      url: 'https://platform.example/hooks',
      secrets: [`whsec_${btoa('x'.repeat(24))}`],
      allowPrivate: false,
    },
  ];
  const clients = config.clients.map((client) =>
    client.id === 'platform' ? { ...client, webhooks } : client,
  );
  const running = await startBackend({
    config: { ...config, clients, ...change },
    providers: { dintero: provider },
  });
  await running.backend.start();
  let calls = 0;
  const call: Rig['call'] = (token, method, path, body) =>
    running.fetch(issuer + path, {
      method,
      headers: {
        ...bearer(token),
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'idempotency-key': `k${++calls}` }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
  return {
    ...running,
    provider,
    call,
    async session(change = {}, merchant = 'seller-one') {
      const answer = await running.askToken('platform', {
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: await running.token('platform'),
        subject_token_type: tokenTypes.accessToken,
        ...(merchant === 'cash-only' ? {} : { audience: `${issuer}/merchants/${merchant}` }),
        authorization_details: JSON.stringify([{ ...onboardingDetail, ...change }]),
      });
      const body = await answer.json();
      assert.equal(answer.status, 200, JSON.stringify(body));
      return body.access_token;
    },
    async until(token, holds) {
      for (let n = 0; n < 200; n++) {
        const one = Onboarding.parse(await (await call(token, 'GET', '/v1/onboarding')).json());
        if (holds(one)) return one;
        await new Promise((resolve) => setImmediate(resolve));
      }
      throw new Error('it never came to be');
    },
  };
};

/** Terms, sign-up and the right code. */
export const signedUp = async (
  { call, until, session }: Rig,
  change = {},
  merchant = 'seller-one',
): Promise<string> => {
  const token = await session(change, merchant);
  await until(token, (one) => stateOf(one, 'terms') === 'due');
  const post = async (path: string, body: unknown, method = 'POST') => {
    const answer = await call(token, method, `/v1/onboarding${path}`, body);
    assert.equal(answer.status, 200, await answer.clone().text());
  };
  await post('/acceptances', { documents: [{ id: 'terms', version: '2' }] });
  await post('/acceptances', { documents: [{ id: 'pg', version: '1' }] });
  await post(
    '/facts',
    { applicant, company, address, billing: { name: 'Lomvi AB', address }, bankAccount },
    'PUT',
  );
  await post('/sign-up', {});
  await until(token, (one) => stateOf(one, 'verify') === 'due');
  await post('/code', { purpose: 'verify', code: ' 123 456 ' });
  await until(token, (one) => stateOf(one, 'payments') === 'due');
  return token;
};
