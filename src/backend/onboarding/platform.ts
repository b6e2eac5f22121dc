import { Hono } from 'hono';
import { InviteMerchant, MerchantListQuery, WriteNote } from '../../protocol/merchants.ts';
import { Nothing } from '../../protocol/onboarding-writes.ts';
import type { Caller } from '../caller.ts';
import { readBody } from '../collection/body.ts';
import { createOnce } from '../collection/idempotency.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../edge/env.ts';
import { Refusal } from '../edge/problem.ts';
import { honoPath, table } from '../edge/table.ts';
import type { Sessions } from '../session/session.ts';
import { createAsked } from './code-entry.ts';
import { checkFacts } from './facts.ts';
import { createNotes } from './notes.ts';
import { detailOf, isOnboarded, onboardingId, storeNew } from './open.ts';
import { clientKey, merchantKey, newJob, type OnboardingRow } from './record.ts';
import type { Room } from './room.ts';
import { merchantOf } from './show.ts';
import { statusOf } from './steps.ts';

/** The most that one page looks at. */
const page = 100;

/** The platform's merchants. A token that is bound to one merchant sees, and touches, that one alone. */
export const createPlatform = (deps: Deps, sessions: Sessions, { provider, change }: Room): Hono<Env> => {
  const { store, clock } = deps;
  const once = createOnce<{ readonly id: string }>(deps);
  const notes = createNotes(deps, provider);
  const routes = new Hono<Env>();

  const check = async (caller: Caller): Promise<void> => {
    if (!isOnboarded(caller.merchant)) throw new Refusal('token_insufficient');
    if (caller.session === null) return;
    if ((await detailOf(sessions, caller)).view !== 'list') throw new Refusal('token_insufficient');
  };

  const seesAll = ({ client, merchant }: Caller): boolean => merchant.id === client.merchant;

  const find = async (caller: Caller, id: string): Promise<OnboardingRow> => {
    await check(caller);
    const row = (await store.get<OnboardingRow>('onboardings', id))?.value;
    const isTheirs =
      row?.client === caller.client.id && (seesAll(caller) || row.merchant === caller.merchant.id);
    if (row === undefined || !isTheirs) throw new Refusal('not_found');
    return row;
  };

  const accountOf = async (caller: Caller, id: string): Promise<string> => {
    const { account } = await find(caller, id);
    if (account === null) throw new Refusal('not_possible_now');
    return account;
  };

  routes.get(honoPath(table.listMerchants), async (c) => {
    const caller = c.get('caller');
    await check(caller);
    const query = MerchantListQuery.safeParse(c.req.query());
    if (!query.success) throw new Refusal('query_invalid');
    const { status, search, waitingFor, after = '0' } = query.data;
    const { client, merchant } = caller;
    const key = seesAll(caller) ? clientKey(client.id) : merchantKey(client.id, merchant.id);
    const rows = await store.list<OnboardingRow>('onboardings', key, { after: Number(after), limit: page });
    const wanted = search?.toLowerCase() ?? '';
    const items = rows
      .filter(({ value }) => status === undefined || statusOf(value) === status)
      .filter(({ value: { reference, facts } }) =>
        `${reference} ${facts.company?.name ?? ''}`.toLowerCase().includes(wanted),
      )
      .map(({ id, value }) => merchantOf(id, value, clock.now(), provider.test))
      .filter(({ outstanding }) => waitingFor === undefined || outstanding.includes(waitingFor));
    return c.json({ items, cursor: String(rows.at(-1)?.sequence ?? after) });
  });

  routes.post(honoPath(table.inviteMerchant), async (c) => {
    const caller = c.get('caller');
    await check(caller);
    const body = await readBody(c.req.raw, InviteMerchant);
    const { reference, country, accountManager = null, note = null, ...given } = body;
    if (!provider.countries.includes(country)) {
      throw new Refusal('body_invalid', { errors: [{ pointer: '/country', code: 'not_allowed' }] });
    }
    const facts = checkFacts(given, country, clock.now());
    const [client, merchant] = [caller.client.id, caller.merchant.id];
    const id = await onboardingId(client, merchant, reference);
    const posted = { scope: `invite ${client} ${merchant}`, key: c.req.header('idempotency-key'), body };
    await once(posted, async (remember) => {
      const createdAt = clock.now();
      await storeNew(deps, id, {
        client,
        merchant,
        reference,
        country,
        accountManager,
        createdAt,
        facts,
      });
      const answer = { status: 200, body: { id } } as const;
      await change(
        id,
        (row) => {
          if (row.account !== null || row.signedUp || row.jobs.length > 0)
            throw new Refusal('not_possible_now');
          return { ...row, jobs: [newJob({ kind: 'invite', note })] };
        },
        { remember: remember(answer) },
      );
      return answer;
    });
    return c.json(merchantOf(id, await find(caller, id), clock.now(), provider.test), 202);
  });

  routes.get(honoPath(table.readMerchantNotes), async (c) => {
    const id = c.req.param('id') ?? '';
    const account = await accountOf(c.get('caller'), id);
    return c.json({ items: await notes.list(id, account) });
  });

  routes.post(honoPath(table.writeMerchantNote), async (c) => {
    const id = c.req.param('id') ?? '';
    const account = await accountOf(c.get('caller'), id);
    const { text } = await readBody(c.req.raw, WriteNote);
    return c.json(await notes.write(id, account, text), 201);
  });

  routes.post(honoPath(table.linkMerchant), async (c) => {
    const id = c.req.param('id') ?? '';
    const account = await accountOf(c.get('caller'), id);
    await readBody(c.req.raw, Nothing);
    return c.json(await createAsked(deps, id)((signal) => provider.platform.onboardingLink(account, signal)));
  });
  return routes;
};
