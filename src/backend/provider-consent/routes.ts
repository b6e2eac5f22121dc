import { Hono } from 'hono';
import { ReportProviderConsent, StartProviderConsent } from '../../protocol/provider-consent.ts';
import { readProviderConsent } from '../../protocol/provider-consent-routes.ts';
import { pathOf } from '../../protocol/routes.ts';
import { readBody } from '../collection/body.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../edge/env.ts';
import { createRateLimit } from '../edge/rate-limit.ts';
import { honoPath, table } from '../edge/table.ts';
import type { Change } from './change.ts';
import { reported } from './learn.ts';
import { etagOf, type Reading } from './read.ts';
import type { BankReader } from './read-bank.ts';
import { type ConsentRow, snapshotOf } from './record.ts';
import type { Sight } from './sight.ts';
import type { Start } from './start.ts';

/** How often the bank is asked at somebody's word, a minute: by one session or server. */
export const checksPerMinute = 12;

export interface Room {
  readonly sight: Sight;
  readonly start: Start;
  readonly reading: Reading;
  readonly reader: BankReader;
  readonly change: Change;
}

/** The routes of provider consents. */
export const createRoutes = (
  { clock }: Pick<Deps, 'clock'>,
  { sight, start, reading, reader, change }: Room,
): Hono<Env> => {
  const checks = createRateLimit(clock, checksPerMinute);
  const routes = new Hono<Env>();

  const answer = (id: string, row: ConsentRow): Response =>
    Response.json(snapshotOf(id, row, clock.now()), { headers: { etag: etagOf(row) } });

  routes.post(honoPath(table.startProviderConsent), async (c) => {
    const starting = await start(c.get('caller'));
    const body = await readBody(c.req.raw, StartProviderConsent);
    const first = await starting(c.req.header('idempotency-key'), body);
    return c.json(first.body, first.status, {
      location: pathOf(readProviderConsent, { id: first.body.id }),
      etag: `"${first.body.revision}"`,
    });
  });

  routes.get(honoPath(table.listProviderConsents), (c) =>
    reading.list(c.get('caller'), c.req.query('after') ?? '0', c.req.raw),
  );

  routes.get(honoPath(table.readProviderConsent), (c) =>
    reading.one(c.get('caller'), c.req.param('id') ?? '', c.req.raw),
  );

  routes.post(honoPath(table.checkProviderConsent), async (c) => {
    const caller = c.get('caller');
    const { id } = await sight.find(caller, c.req.param('id') ?? '');
    checks.take(caller.session ?? caller.client.id);
    // What it says of the bank not answering stands in the consent.
    await reader.readAnew();
    return answer(id, (await sight.find(caller, id)).value);
  });

  routes.post(honoPath(table.reportProviderConsent), async (c) => {
    const caller = c.get('caller');
    const { id, value } = await sight.find(caller, c.req.param('id') ?? '');
    await readBody(c.req.raw, ReportProviderConsent);
    const { row } = await change(value, (known, now) => (known === undefined ? null : reported(known, now)), {
      type: 'provider_consent.reported',
    });
    return answer(id, row ?? value);
  });

  return routes;
};
