import { Hono } from 'hono';
import type { MerchantOnboardingProvider } from '../../providers/merchant-onboarding.ts';
import type { Caller } from '../caller.ts';
import { namesTag } from '../collection/conditions.ts';
import { createDueLoop } from '../collection/due-loop.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../edge/env.ts';
import { appliedWait, waitOf } from '../edge/prefer.ts';
import { Refusal } from '../edge/problem.ts';
import { honoPath, table } from '../edge/table.ts';
import type { Sessions } from '../session/session.ts';
import type { TaskKinds } from '../session/task-kinds.ts';
import { createHolding } from '../store/holding.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import { type Change, createChange } from './change.ts';
import { createFollower } from './follow.ts';
import { createHook } from './hook.ts';
import { createOpen, type Opened } from './open.ts';
import { createPlatform } from './platform.ts';
import type { OnboardingRow } from './record.ts';
import { createWrites } from './routes.ts';
import { onboardingOf } from './show.ts';
import { createOnboardingTask } from './task.ts';

/** What the parts of this room share. */
export interface Room {
  readonly provider: MerchantOnboardingProvider;
  readonly open: (caller: Caller) => Promise<Opened>;
  readonly change: Change;
  readonly show: (caller: Caller, opened: Opened) => Promise<Response>;
}

/** Merchant onboarding: facts and agreements from the merchant, done and followed at the provider. */
export interface OnboardingRoom {
  readonly routes: Hono<Env>;
  readonly tasks: Pick<TaskKinds, 'merchant_onboarding'>;
  hook(request: Request): Promise<Response>;
  start(): void;
  stop(): Promise<void>;
}

export const createOnboarding = (
  deps: Deps,
  provider: MerchantOnboardingProvider,
  sessions: Sessions,
  webhooks: Pick<Webhooks, 'writesFor'>,
): OnboardingRoom => {
  const { store, clock } = deps;
  const change = createChange(deps, webhooks, provider.test);
  const open = createOpen(deps, sessions);
  const holding = createHolding(deps);

  const read = async ({ id }: Opened): Promise<OnboardingRow> => {
    const row = await store.get<OnboardingRow>('onboardings', id);
    if (row === undefined) throw new Refusal('not_found');
    return row.value;
  };

  const etagOf = ({ id }: Opened, { revision }: OnboardingRow): string => `"${id}.${revision}"`;

  const show: Room['show'] = async (_, opened) => {
    const row = await read(opened);
    const { role, resumed } = opened;
    const code = resumed?.asked?.code ?? row.code;
    const shown = onboardingOf(
      opened.id,
      { ...row, code },
      {
        role,
        now: clock.now(),
        test: provider.test,
        kinds: provider.options,
      },
    );
    return Response.json(shown, { headers: { etag: etagOf(opened, row) } });
  };

  const room: Room = { provider, open, change, show };
  const routes = new Hono<Env>();
  routes.get(honoPath(table.readOnboarding), async (c) => {
    const caller = c.get('caller');
    const opened = await open(caller);
    const wait = waitOf(c.req.header('prefer') ?? null);
    const headers = appliedWait(wait);
    const known = c.req.header('if-none-match') ?? null;
    const isKnown = async (): Promise<boolean> => namesTag(known, etagOf(opened, await read(opened)));
    const enough = new AbortController();
    // Listens before it looks: a change in between would be missed.
    const changed = holding.untilChange(
      ({ table: name, id }) => name === 'onboardings' && id === opened.id,
      (wait ?? 0) * 1000,
      AbortSignal.any([c.req.raw.signal, enough.signal]),
    );
    try {
      if ((await isKnown()) && wait !== null) await changed;
      if (await isKnown()) {
        const etag = etagOf(opened, await read(opened));
        return new Response(null, { status: 304, headers: { etag, 'retry-after': '1', ...headers } });
      }
      const answer = await show(caller, opened);
      for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
      return answer;
    } finally {
      enough.abort();
    }
  });
  routes.route('/', createWrites(deps, room));
  routes.route('/', createPlatform(deps, sessions, room));

  const loops = [
    createFollower(deps, provider, change),
    createDueLoop(deps, { table: 'onboarding_hooks', atOnce: 16 }, async ({ id, revision }) => {
      await store.commit([{ table: 'onboarding_hooks', id, value: undefined, expect: revision }]);
    }),
  ];
  return {
    routes,
    tasks: { merchant_onboarding: createOnboardingTask(provider, () => clock.now()) },
    hook: createHook(deps, provider, change),
    start() {
      for (const loop of loops) loop.start();
    },
    async stop() {
      holding.stop();
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
};
