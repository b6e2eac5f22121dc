import type { Everything } from '../../demo/serve.ts';
import { openSeller } from './market.ts';
import { openSession } from './shop.ts';

/** A token from the server of one of the demos. */
const fromDemo = async (page: string, path: string, asked: object = {}): Promise<string> => {
  const answer = await fetch(new URL(path, page), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  return String((await answer.json()).token);
};

/** How the server of a page opens a session for each element beside the payment: by its tag. */
export const elementTokens = ({ backend, agent, bookkeeper, gym }: Everything['urls']) => ({
  'handslag-debtor-check': async () => (await openSession(backend, { check: 'alone' })).token,
  'handslag-desk': () => fromDemo(agent, 'api/token', { agent: 'anna' }),
  'handslag-eft-consent': () => fromDemo(gym, 'api/token', { member: '17', surface: 'web' }),
  'handslag-onboarding': () => openSeller(backend, { reference: crypto.randomUUID() }),
  'handslag-provider-consent': () => fromDemo(bookkeeper, 'api/token', { customer: crypto.randomUUID() }),
  'handslag-provider-consents': () => fromDemo(bookkeeper, 'api/staff/token'),
});
