import { Hono } from 'hono';
import { CreateEftConsent, ModifyEftConsent } from '../../protocol/eft-consent.ts';
import { readEftConsent } from '../../protocol/eft-consent-routes.ts';
import { Reference } from '../../protocol/primitives.ts';
import { pathOf } from '../../protocol/routes.ts';
import type { Caller } from '../caller.ts';
import { readBody } from '../collection/body.ts';
import type { Env } from '../edge/env.ts';
import { Refusal } from '../edge/problem.ts';
import { honoPath, table } from '../edge/table.ts';
import type { Create } from './create.ts';
import type { Modify } from './modify.ts';
import type { createOpen } from './open.ts';
import type { createOutcome } from './outcome.ts';
import type { Reading } from './read.ts';
import { etagOf } from './show.ts';

export interface Room {
  readonly open: ReturnType<typeof createOpen>;
  readonly create: Create;
  readonly modify: Modify;
  readonly outcome: ReturnType<typeof createOutcome>;
  readonly reading: Reading;
}

/** The routes of EFT consents. A write answers once the provider has, or with what is known by then. */
export const createRoutes = ({ open, create, modify, outcome, reading }: Room): Hono<Env> => {
  const ofReference = (caller: Caller, reference: string | undefined) => {
    if (!Reference.safeParse(reference).success || reference === undefined) {
      const code = reference === undefined ? 'missing' : 'format';
      throw new Refusal('query_invalid', { errors: [{ pointer: 'reference', code }] });
    }
    return open.reference(caller, reference);
  };

  const routes = new Hono<Env>();

  routes.get(honoPath(table.listEftConsents), async (c) => {
    const caller = c.get('caller');
    const opened =
      caller.session === null ? ofReference(caller, c.req.query('reference')) : open.session(caller);
    return c.json(await reading.list(await opened));
  });

  routes.post(honoPath(table.createEftConsent), async (c) => {
    const caller = c.get('caller');
    const opened = await open.session(caller);
    const body = await readBody(c.req.raw, CreateEftConsent);
    const first = await create(caller, opened, c.req.header('idempotency-key'), body);
    const consent = await outcome('create', opened, first.body.id);
    return c.json(consent, first.status, {
      location: pathOf(readEftConsent, { id: consent.id }),
      etag: etagOf(consent),
    });
  });

  routes.get(honoPath(table.readEftConsent), async (c) => {
    const caller = c.get('caller');
    const opened = caller.session === null ? null : await open.session(caller);
    return reading.one(caller, opened, c.req.param('id') ?? '', c.req.raw);
  });

  routes.put(honoPath(table.modifyEftConsent), async (c) => {
    const caller = c.get('caller');
    const opened = await open.session(caller);
    const id = c.req.param('id') ?? '';
    await modify(caller, opened, id, await readBody(c.req.raw, ModifyEftConsent));
    const consent = await outcome('modify', opened, id);
    return c.json(consent, 200, { etag: etagOf(consent) });
  });

  return routes;
};
