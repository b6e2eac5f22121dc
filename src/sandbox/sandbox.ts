import { type BetalingsserviceOptions, createBetalingsservice } from './betalingsservice/betalingsservice.ts';
import { outcomes } from './betalingsservice/outcomes.ts';
import { isOfRoom, shareStorage } from './book.ts';
import { type BrpOptions, createBrp } from './brp/brp.ts';
import { createDintero, type DinteroOptions } from './dintero/dintero.ts';
import type { Clock, Fetch, Storage } from './given.ts';
import { createOp, type OpOptions } from './op/op.ts';
import { readOnce } from './read-once.ts';
import { createTroubleSwitch } from './trouble.ts';

export interface SandboxOptions extends BetalingsserviceOptions {
  /** Where providers' clients reach the sandbox, without a trailing slash: `http://127.0.0.1:4173`. */
  readonly baseUrl: string;
  /** Where the pretend bank app lives: `http://127.0.0.1:4173/demo/app/`. */
  readonly appUrl: string;
  readonly clock: Clock;
  /** With which callbacks are sent. */
  readonly fetch: Fetch;
  readonly storage?: Storage;
  /** Left out: there is no pretend Dintero. */
  readonly dintero?: DinteroOptions;
  /** Left out: there is no pretend BRP. */
  readonly brp?: BrpOptions;
  /** Left out: there is no pretend OP. */
  readonly op?: OpOptions;
}

/** Pretend providers. No money moves. */
export interface Sandbox {
  /** Answers everything under `/sandbox/`; anything else is 404. */
  fetch(request: Request): Promise<Response>;
  /** Takes over what is stored, and lets things happen by themselves from then on. */
  start(): Promise<void>;
  /** After this nothing runs, nothing is sent and everything is stored. */
  stop(): Promise<void>;
  /** What a creditor needs to speak to Betalingsservice here. */
  readonly betalingsservice: {
    readonly baseUrl: string;
    /** Opens a request in the pretend bank app; `{uuid}` is to be filled in. */
    readonly approveUrlTemplate: string;
    /** With which callbacks are verified. */
    publicJwk(): Promise<JsonWebKey>;
  };
  /** What a platform needs to speak to Dintero here. */
  readonly dintero: { readonly baseUrl: string };
  /** Where BRP's API2 is spoken here, with its version. */
  readonly brp: { readonly baseUrl: string };
  readonly op: {
    /**
     * Answers what comes to OP's own host, which asks for a client certificate. `certificate`: SHA-256 thumbprint of the
     * one that was shown, hexadecimal; null: none was.
     */
    fetch(request: Request, certificate: string | null): Promise<Response>;
    /** Ends every token, as a restart of the bank does. */
    endTokens(): void;
  };
}

const cors = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Retry-After',
};

const preflight = {
  ...cors,
  'access-control-allow-methods': 'GET, POST, PUT, DELETE',
  'access-control-allow-headers': 'Authorization, Content-Type, If-None-Match, Prefer',
  'access-control-max-age': '600',
};

/** Betalingsservice was first, and its texts have no name in front. */
const others = ['dintero', 'brp', 'op'];

export const createSandbox = (options: SandboxOptions): Sandbox => {
  const life = new AbortController();
  const trouble = createTroubleSwitch();
  const storage = readOnce(options.storage);
  const baseUrl = `${options.baseUrl}/sandbox/betalingsservice`;
  const betalingsservice = createBetalingsservice(options, {
    baseUrl,
    clock: options.clock,
    fetch: options.fetch,
    storage: shareStorage(storage, (text) => !others.some((room) => isOfRoom(room)(text))),
    trouble: trouble.now,
    life: life.signal,
  });

  const dinteroUrl = `${options.baseUrl}/sandbox/dintero/v1`;
  const dintero =
    options.dintero &&
    createDintero(options.dintero, {
      baseUrl: dinteroUrl,
      clock: options.clock,
      fetch: options.fetch,
      storage: shareStorage(storage, isOfRoom('dintero')),
      trouble: trouble.now,
      life: life.signal,
    });

  const brp =
    options.brp &&
    createBrp(options.brp, {
      clock: options.clock,
      storage: shareStorage(storage, isOfRoom('brp')),
      trouble: trouble.now,
      life: life.signal,
    });

  const op =
    options.op &&
    createOp(options.op, {
      clock: options.clock,
      storage: shareStorage(storage, isOfRoom('op')),
      trouble: trouble.now,
      life: life.signal,
    });

  const notFound = () =>
    Response.json({ error: 'not_found', message: 'There is nothing here' }, { status: 404 });

  const route = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname;
    const [, room, below = ''] =
      /^\/sandbox\/(betalingsservice|dintero\/v1|inbox|signing|gateways|brp|internet-bank|op-admin|app\/requests|trouble|outcomes)(\/.*)?$/.exec(
        path,
      ) ?? [];
    switch (room) {
      case 'betalingsservice':
        return betalingsservice.answer(request, below);
      case 'app/requests':
        return betalingsservice.phone(request, below.slice(1));
      case 'trouble':
        return trouble.answer(request);
      case 'outcomes':
        return Response.json(outcomes);
      case 'dintero/v1':
        return dintero?.answer(request, below) ?? notFound();
      case 'brp':
        return brp?.answer(request, below) ?? notFound();
      case 'internet-bank':
        return brp?.internetBank(request, below) ?? notFound();
      case 'op-admin':
        return op?.admin(request, below.slice(1)) ?? notFound();
      case 'inbox':
        return dintero?.inbox(request, below.slice(1)) ?? notFound();
      case 'signing':
        return dintero?.signing(request, below.slice(1)) ?? notFound();
      case 'gateways':
        return dintero?.gateways(request, below.slice(1)) ?? notFound();
      default:
        return notFound();
    }
  };

  const answer = async (request: Request): Promise<Response> => {
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: preflight });
    const response = life.signal.aborted ? new Response(null, { status: 503 }) : await route(request);
    for (const [name, value] of Object.entries(cors)) response.headers.set(name, value);
    return response;
  };

  const underWay = new Set<Promise<Response>>();

  return {
    fetch(request) {
      const answering = answer(request).finally(() => underWay.delete(answering));
      underWay.add(answering);
      return answering;
    },
    async start() {
      await Promise.all([betalingsservice.start(), dintero?.start(), brp?.start(), op?.start()]);
    },
    async stop() {
      life.abort();
      await Promise.allSettled(underWay);
      await Promise.all([betalingsservice.stopped(), dintero?.stopped(), brp?.stopped(), op?.stopped()]);
    },
    betalingsservice: {
      baseUrl,
      approveUrlTemplate: `${options.appUrl}?request={uuid}`,
      publicJwk: betalingsservice.publicJwk,
    },
    dintero: { baseUrl: dinteroUrl },
    brp: { baseUrl: `${options.baseUrl}/sandbox/brp/api/ver2` },
    op: {
      fetch: async (request, certificate) => op?.fetch(request, certificate) ?? notFound(),
      endTokens: () => op?.endTokens(),
    },
  };
};
