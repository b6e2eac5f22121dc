import { json } from 'node:stream/consumers';
import type { TestRunnerConfig } from '@web/test-runner';
import type { Everything } from '../../demo/serve.ts';
import { type Asked, openSession } from '../support/shop.ts';

type Middleware = NonNullable<TestRunnerConfig['middleware']>[number];

export interface Worlds {
  readonly middleware: Middleware;
  stop(): Promise<void>;
}

/**
 * Gives each page that asks a world of its own: the backend, the sandbox and the demos, with an empty memory, on
 * a port of their own and so on another origin than the page. Beside it, this plays the server of the page's shop.
 *
 * | call                          | does                                                |
 * | ----------------------------- | --------------------------------------------------- |
 * | `POST /world`                 | starts one and answers `{id, backendUrl}`           |
 * | `POST /world/{id}/sessions`   | opens a session for what the body asks, as the shop |
 * | `POST /world/{id}/demo`       | asks a demo's own server: `{path, body}`            |
 */
export const createWorlds = (origin: string): Worlds => {
  const worlds: Everything[] = [];
  return {
    async middleware(context, next) {
      const [, id, what] = /^\/world\/(\d+)\/(sessions|demo)$/.exec(context.path) ?? [];
      const world = worlds[Number(id)];
      if (world !== undefined && what === 'demo') {
        const { path, body } = (await json(context.req)) as { path: string; body: object };
        const headers = { 'content-type': 'application/json' };
        const asked = { method: 'POST', headers, body: JSON.stringify(body) };
        context.body = await (await fetch(new URL(path, world.urls.door), asked)).json();
      } else if (world !== undefined) {
        const asked = (await json(context.req)) as Asked;
        context.body = await openSession(world.urls.backend, asked);
      } else if (context.path === '/world') {
        // Only now: a page without a world needs nothing of it.
        const { startEverything } = await import('../../demo/serve.ts');
        const started = await startEverything({ port: 0, dataDir: ':memory:', extraOrigins: [origin] });
        context.body = { id: worlds.push(started) - 1, backendUrl: started.urls.backend };
      } else {
        await next();
      }
    },
    async stop() {
      await Promise.all(worlds.map((world) => world.stop()));
    },
  };
};
