import { Hono } from 'hono';
import type { Deps } from '../deps.ts';
import type { SigningKeys } from '../oauth/keys.ts';
import type { Env } from './env.ts';
import { table } from './table.ts';

/**
 * `/healthz`: this process answers. `/readyz`: it can do its work, or 503 with the names of what is lacking; `stopping`
 * tells a load balancer to send no more.
 */
export const createHealth = (
  { config, store, providers }: Deps,
  keys: SigningKeys,
  isStopping: () => boolean,
): Hono<Env> => {
  const findLacking = async (): Promise<readonly string[]> => {
    const checks: Readonly<Record<string, () => boolean | Promise<boolean>>> = {
      running: () => !isStopping(),
      store: () => works(store.check()),
      signing_key: () => works(keys.signing()),
      'provider:betalingsservice': () =>
        providers.betalingsservice !== undefined ||
        config.merchants.every((merchant) => merchant.betalingsservice === undefined),
      'provider:brp': () =>
        providers.brp !== undefined || config.merchants.every((merchant) => merchant.brp === undefined),
      'provider:op': () =>
        providers.op !== undefined || config.merchants.every((merchant) => merchant.op === undefined),
    };
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => ((await check()) ? [] : [name])),
    );
    const ofOp = providers.op?.lacking?.() ?? [];
    return [...results.flat(), ...ofOp.map((name) => `provider:op:${name}`)];
  };

  const health = new Hono<Env>();
  health.get(table.readHealth.path, () => Response.json({ status: 'ok' }));
  health.get(table.readReadiness.path, async () => {
    const lacking = await findLacking();
    return Response.json(
      { ready: lacking.length === 0, lacking },
      { status: lacking.length === 0 ? 200 : 503 },
    );
  });
  return health;
};

const works = (check: Promise<unknown>): Promise<boolean> =>
  check.then(
    () => true,
    () => false,
  );
