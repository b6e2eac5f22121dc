import type { Clock, Fetch, Storage } from '../given.ts';
import type { Trouble } from '../trouble.ts';
import { createAccounts } from './accounts.ts';
import { createAuth } from './auth.ts';
import { createBook } from './book.ts';
import type { Desk, Pages } from './call.ts';
import { createCases, moveCase } from './cases.ts';
import type { Client } from './clients.ts';
import { createConnections } from './connections.ts';
import { createGate } from './gate.ts';
import { createGateways } from './gateways.ts';
import { createHooks, type HookSettings } from './hooks.ts';
import { createInbox } from './inbox.ts';
import { createTokens } from './jwt.ts';
import { createFiles, createSettings } from './settings.ts';
import { createSignUp } from './sign-up.ts';
import { createSigning } from './signing.ts';

export interface DinteroOptions {
  readonly clients: readonly Client[];
  readonly hooks?: HookSettings['subscriptions'];
  readonly exchangeAudience?: 'partner' | 'merchant';
  /** Where people go on: their case is added to each as a query. */
  readonly pages: Pages;
  /** Milliseconds that each thing takes that happens by itself. Default 400. */
  readonly paceMs?: number;
}

export interface Surroundings {
  /** Of this API, as its clients call it, with its version. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly storage: Storage | undefined;
  readonly trouble: () => Trouble;
  /** Aborted when the sandbox stops. */
  readonly life: AbortSignal;
}

/** How long to sleep, in milliseconds, when nothing is planned. */
const idle = 3_600_000;

/** The stand-in for the Account API, with the inbox, the signing page and the gateways behind it. */
export const createDintero = (options: DinteroOptions, around: Surroundings) => {
  const { clock, trouble, life, fetch, baseUrl } = around;
  const { paceMs: pace = 400, exchangeAudience = 'partner', clients, pages } = options;
  const book = createBook(around.storage);
  const tokens = createTokens(clock);
  const hooks = createHooks({ subscriptions: options.hooks ?? {}, fetch, clock, trouble, life });
  let nap = new AbortController();
  const wake = (): void => nap.abort();
  const desk: Desk = { book, clock, hooks, pace, pages, baseUrl, wake };

  const handles = {
    ...createAuth({ desk, tokens, clients, exchangeAudience }),
    ...createSignUp(desk, tokens),
    ...createAccounts(desk),
    ...createSettings(desk),
    ...createCases(desk),
    ...createConnections(desk),
  };
  const gate = createGate({ handles, tokens, book, trouble, clock, life });
  const files = createFiles(desk);

  const waiting = () => book.all('case').filter(({ decidedAt }) => decidedAt !== null);

  /** Reviews that are over end well: a case that is to end otherwise is made to, behind the signing page. */
  const advance = (): void => {
    for (const one of waiting()) {
      if ((one.decidedAt ?? 0) <= clock.now()) moveCase(desk, one, 'ACTIVE');
    }
  };

  const run = async (): Promise<void> => {
    while (!life.aborted) {
      advance();
      nap = new AbortController();
      const wait = Math.min(idle, ...waiting().map(({ decidedAt }) => (decidedAt ?? 0) - clock.now()));
      await clock.sleep(wait, AbortSignal.any([life, nap.signal])).catch(() => {});
    }
  };
  let running: Promise<void> = Promise.resolve();

  return {
    /** `path`: below the API's base. */
    async answer(request: Request, path: string): Promise<Response> {
      advance();
      const [, file] = /^\/files\/([\w-]+)$/.exec(path) ?? [];
      if (file === undefined) return gate(request, path);
      const answer = await files(request, file);
      await book.stored();
      return answer;
    },
    inbox: createInbox(book),
    signing: createSigning(desk),
    gateways: createGateways(desk),
    async start(): Promise<void> {
      await book.load();
      running = run();
    },
    /** Resolves when nothing runs any more; `life` must have been aborted. */
    async stopped(): Promise<void> {
      await Promise.all([running, hooks.idle(), book.stored()]);
    },
  };
};
