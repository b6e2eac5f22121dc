import { test } from 'node:test';
import { createEftRig, type EftRig, newEftWorld } from '../../support/eft-rig.ts';
import type { ScriptedEftConsents } from '../../support/scripted-eft-consents.ts';

export type Rig = EftRig & { readonly provider: ScriptedEftConsents };

/** A test of the room on a scripted provider, its follower running. `change`: of the merchant's terms. */
export const withRig = (name: string, run: (rig: Rig) => Promise<void>, change: object = {}): void => {
  test(name, async () => {
    const world = await newEftWorld();
    const rig = { ...createEftRig(world, change), provider: world.provider };
    rig.room.start();
    try {
      await run(rig);
    } finally {
      const stopped = rig.room.stop();
      await world.clock.advance(20_000);
      await stopped;
    }
  });
};

export const problem = async (answer: Response): Promise<readonly unknown[]> => {
  const { code, errors } = await answer.json();
  return [answer.status, code, ...(errors ?? []).map(({ pointer }: { pointer: string }) => pointer)];
};
