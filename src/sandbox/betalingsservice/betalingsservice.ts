import type { Clock, Fetch, Storage } from '../given.ts';
import { type Consumer, createGuard, makeKeys } from '../oauth1.ts';
import type { Trouble } from '../trouble.ts';
import { createApi } from './api.ts';
import { createBook } from './book.ts';
import { createCallbacks } from './callbacks.ts';
import { nameCustomer } from './collection-request.ts';
import { createGate } from './gate.ts';
import { createPhone } from './phone.ts';

/** A customer who already has a mandate. */
export interface Customer {
  readonly pbsNumber: string;
  readonly debtorGroup: string;
  readonly customerNumber: string;
}

export interface BetalingsserviceOptions {
  readonly consumers: readonly Consumer[];
  /** Names by PBS number (8 digits). Orders of others fail; left out: every creditor is known, by its number. */
  readonly creditors?: Readonly<Record<string, string>>;
  readonly customers?: readonly Customer[];
  /** The pair that signs callbacks; made where none is given. The public key must be extractable. */
  readonly callbackKeys?: CryptoKeyPair;
  /** Milliseconds that each thing takes that happens by itself. Default 400. */
  readonly paceMs?: number;
}

export interface Surroundings {
  /** Of this API, as consumers call it. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly storage: Storage | undefined;
  readonly trouble: () => Trouble;
  /** Aborted when the sandbox stops. */
  readonly life: AbortSignal;
}

/** The stand-in for the One-off API, with the phone on which its requests arrive. */
export const createBetalingsservice = (options: BetalingsserviceOptions, around: Surroundings) => {
  const { clock, trouble, life } = around;
  const pace = options.paceMs ?? 400;
  const keys = options.callbackKeys === undefined ? makeKeys() : Promise.resolve(options.callbackKeys);
  const nameOf = (pbsNumber: number) => options.creditors?.[String(pbsNumber).padStart(8, '0')];

  const book = createBook(clock, pace, around.storage);
  const callbacks = createCallbacks({
    fetch: around.fetch,
    clock,
    key: keys.then((pair) => pair.privateKey),
    trouble,
    life,
  });
  book.subscribe((request) => {
    // the answer to create has said so already
    if (request.revision > 1) callbacks.send(request);
  });
  const api = createApi({
    book,
    clock,
    trouble,
    isCreditor: (pbsNumber) => options.creditors === undefined || nameOf(pbsNumber) !== undefined,
    customers: (options.customers ?? []).map((one) =>
      nameCustomer(Number(one.pbsNumber), Number(one.debtorGroup), one.customerNumber),
    ),
    pace,
  });
  const identify = createGuard(options.consumers, clock);
  let running: Promise<void> = Promise.resolve();

  return {
    /** `path`: below the API's base. */
    answer: createGate({ baseUrl: around.baseUrl, identify, api, book, trouble, clock, life }),
    phone: createPhone({
      book,
      clock,
      creditorName: (pbsNumber) => nameOf(pbsNumber) ?? `PBS ${pbsNumber}`,
      pace,
      life,
    }),
    publicJwk: async (): Promise<JsonWebKey> => crypto.subtle.exportKey('jwk', (await keys).publicKey),
    async start(): Promise<void> {
      await book.load();
      running = book.run(life);
    },
    /** Resolves when nothing runs any more; `life` must have been aborted. */
    async stopped(): Promise<void> {
      await Promise.all([running, callbacks.idle(), book.stored()]);
    },
  };
};
