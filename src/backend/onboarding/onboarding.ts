import { Hono } from 'hono';
import type { MerchantOnboardingProvider } from '../../providers/merchant-onboarding.ts';
import { createDueLoop } from '../collection/due-loop.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../edge/env.ts';
import type { Holds } from '../edge/holds.ts';
import { waitOf } from '../edge/prefer.ts';
import { Refusal } from '../edge/problem.ts';
import { honoPath, table } from '../edge/table.ts';
import type { Sessions } from '../session/session.ts';
import type { TaskKinds } from '../session/task-kinds.ts';
import { createHolding } from '../store/holding.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import { createChange } from './change.ts';
import { createFollower } from './follow.ts';
import { createHasten } from './hasten.ts';
import { createHook } from './hook.ts';
import { createOpen, type Opened } from './open.ts';
import { createPlatform } from './platform.ts';
import { createRead } from './read.ts';
import type { OnboardingRow } from './record.ts';
import type { Room } from './room.ts';
import { createWrites } from './routes.ts';
import { onboardingOf } from './show.ts';
import { createOnboardingTask } from './task.ts';

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
  holds: Holds,
): OnboardingRoom => {
  const { store, clock } = deps;
  const change = createChange(deps, webhooks, provider.test);
  const open = createOpen(deps, sessions);
  const holding = createHolding(deps);
  const hasten = createHasten(deps);

  const read = async ({ id }: Opened): Promise<OnboardingRow> => {
    const row = await store.get<OnboardingRow>('onboardings', id);
    if (row === undefined) throw new Refusal('not_found');
    return row.value;
  };

  const etagOf = ({ id }: Opened, { revision }: OnboardingRow): string => `"${id}.${revision}"`;

  const show: Room['show'] = async (opened) => {
    const row = await read(opened);
    const { role, resumed } = opened;
    const { code, secondFactor } = resumed?.asked ?? row;
    const shown = onboardingOf(
      opened.id,
      { ...row, code, secondFactor },
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
  const readHeld = createRead(holds, holding, {
    tagOf: async (opened) => etagOf(opened, await read(opened)),
    show,
  });
  routes.get(honoPath(table.readOnboarding), async (c) => {
    const caller = c.get('caller');
    const opened = await open(caller);
    // Who does not wait has come to look, from signing somewhere perhaps.
    if ((waitOf(c.req.header('prefer') ?? null) ?? 0) === 0) await hasten(opened.id);
    return readHeld(caller, opened, c.req.raw);
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
