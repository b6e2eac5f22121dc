import assert from 'node:assert/strict';
import * as z from 'zod';
import { authorization, rsaSha256, type SigningKey } from '../../src/providers/betalingsservice/oauth1.ts';
import { createSandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { FakeClock } from '../support/fake-clock.ts';

export const makeKeys = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(
    { ...rsaSha256, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  );

/** Made once: making one takes longer than any test here. */
export const consumerKeys = await makeKeys();
export const callbackKeys = await makeKeys();

export const consumerKey = 'a-shop!1';
export const baseUrl = 'http://127.0.0.1:4173';
export const callbackUrl = 'https://shop.example/callbacks/betalingsservice';

/** A body for `POST /collection-requests` that the sandbox takes. `ore` forces the outcome. */
export const orderOf = (ore = 0, more: Readonly<Record<string, unknown>> = {}) => ({
  uuid: crypto.randomUUID(),
  debtorIdentity: { cprNumber: '0101360001' },
  creditorData: { pbsNumber: 2_056_372, debtorGroupNumber: 1 },
  creditorsDebtorReference: 'KUNDE100',
  oneOffPayment: {
    amount: { value: 249_900 + ore, currency: 'DKK' },
    text: 'Phone + first month',
    paymentReference: 'order-4711',
  },
  mandateCreation: true,
  channel: 'WEB',
  bindingMessage: '7QK4',
  callbackUrl,
  confirmationExpiryTimeInterval: 600,
  ...more,
});
export type OrderBody = ReturnType<typeof orderOf>;

const Told = z.object({
  statusCode: z.string(),
  paymentStatus: z.string(),
  mandateStatus: z.string().optional(),
  mandateNumber: z.string().optional(),
  errorCode: z.string().optional(),
});

interface CallOptions {
  readonly spoil?: (headers: Headers) => void;
  readonly by?: SigningKey;
  readonly signal?: AbortSignal | null;
}

/** A sandbox in standing time, and a consumer that signs what it sends. */
export const openSandbox = async (options: Partial<SandboxOptions> = {}, clock = new FakeClock()) => {
  const callbacks: { readonly uuid: string; readonly statusCode: string; readonly request: Request }[] = [];
  const sandbox = createSandbox({
    baseUrl,
    appUrl: `${baseUrl}/demo/app/`,
    consumers: [{ consumerKey, publicKey: consumerKeys.publicKey }],
    creditors: { '02056372': 'Telefonselskabet' },
    callbackKeys,
    clock,
    async fetch(request) {
      callbacks.push({ ...(await request.clone().json()), request });
      return new Response(null, { status: 204 });
    },
    ...options,
  });
  await sandbox.start();

  /** Signed; `spoil` changes the headers after that. */
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    { spoil = () => {}, by = { consumerKey, key: consumerKeys.privateKey }, signal = null }: CallOptions = {},
  ): Promise<Response> => {
    const url = `${baseUrl}/sandbox/betalingsservice${path}`;
    const text = body === undefined ? '' : JSON.stringify(body);
    const what = { method, url, body: new TextEncoder().encode(text) };
    const at = { nonce: crypto.randomUUID(), timestamp: Math.floor(clock.now() / 1000) };
    const headers = new Headers({ authorization: await authorization(what, by, at) });
    if (text !== '') headers.set('content-type', 'application/json');
    spoil(headers);
    return sandbox.fetch(
      new Request(url, { method, headers, signal, ...(text === '' ? {} : { body: text }) }),
    );
  };

  /** Unsigned: the phone's and the trouble switch's calls. */
  const plain = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    sandbox.fetch(
      new Request(baseUrl + path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );

  const send = (order: unknown) => call('POST', '/collection-requests', order);

  return {
    clock,
    sandbox,
    callbacks,
    call,
    send,
    /** Sends an order that must be taken. */
    async take(order: OrderBody): Promise<string> {
      assert.equal((await send(order)).status, 201);
      return order.uuid;
    },
    async read(uuid: string) {
      return Told.parse(await (await call('GET', `/collection-requests/${uuid}`)).json());
    },
    plain,
    act(uuid: string, action: string): Promise<Response> {
      return plain('POST', `/sandbox/app/requests/${uuid}`, { action });
    },
    async trouble(trouble: Readonly<Record<string, unknown>>): Promise<void> {
      assert.equal((await plain('PUT', '/sandbox/trouble', trouble)).status, 200);
    },
  };
};

/** The one error of an errors envelope. */
export const errorOf = async (response: Response) => {
  const { Errors } = z
    .strictObject({
      Errors: z.strictObject({
        Error: z.tuple([
          z.strictObject({
            Source: z.string(),
            ReasonCode: z.string(),
            Description: z.string(),
            Recoverable: z.boolean(),
            Details: z.string(),
          }),
        ]),
      }),
    })
    .parse(await response.json());
  return Errors.Error[0];
};
