import assert from 'node:assert/strict';
import { CollectionRequest, CollectionRequestList } from '../../../src/protocol/collection-request.ts';
import { isFinal, isSettled } from '../../../src/protocol/order.ts';
import { customer } from '../real/bank.ts';
import { type Answer, askToken, codeIn, insist, type Place } from '../real/calls.ts';

/** A CPR number that nobody has: the person would be born in 2036. */
const cpr = '3112364007';

/** Whoever holds a token, and gets another when it has run out: time goes by fast here. */
const createCaller = (place: Place, form: Readonly<Record<string, string>>) => {
  let token: Promise<string> | undefined;
  return async (method: string, path: string, headers: HeadersInit = {}, body?: unknown): Promise<Answer> => {
    for (;;) {
      token ??= askToken(place, form);
      const authorization = `Bearer ${await token}`;
      const answer = await insist(place, path, {
        method,
        headers: { 'content-type': 'application/json', ...headers, authorization },
        body: body === undefined ? null : JSON.stringify(body),
      });
      if (answer.status !== 401) return answer;
      token = undefined;
    }
  };
};

/** What anybody does with a request: look at it until nothing more is to come. */
const createScreen = (call: ReturnType<typeof createCaller>) => ({
  /** Waits as the element does. Along the way, what was final stays so, and nothing goes back. */
  async watch(id: string): Promise<CollectionRequest> {
    let last: CollectionRequest | undefined;
    for (;;) {
      const known = last === undefined ? {} : { 'if-none-match': `"${last.revision}"`, prefer: 'wait=25' };
      const answer = await call('GET', `/v1/collection-requests/${id}`, known);
      if (answer.status === 304) continue;
      assert.equal(answer.status, 200, answer.body);
      const next = CollectionRequest.parse(JSON.parse(answer.body));
      assert(last === undefined || next.revision > last.revision);
      if (last !== undefined && isFinal(last.status)) assert.equal(next.status, last.status);
      last = next;
      if (isSettled(last)) return last;
    }
  },
});

const created = ({ status, body }: Answer): CollectionRequest => {
  assert([200, 201].includes(status), body);
  return CollectionRequest.parse(JSON.parse(body));
};

/** The shop's server, with an order for so many øre. */
export const createShop = (place: Place, amount: number) => {
  const call = createCaller(place, {});
  const task = {
    provider: 'betalingsservice',
    surface: 'web',
    amount: { value: amount, currency: 'DKK' },
    text: 'Phone + first month',
    reference: 'order-4711',
    expiresIn: 3600,
  };
  return {
    ...createScreen(call),
    /** What its customer's browser may do. */
    openSession(): ReturnType<typeof createCaller> {
      const details = {
        type: 'collection_request',
        ...task,
        mandate: { debtorGroup: customer.debtorGroup, customerNumber: '100200300' },
      };
      return createCaller(place, { authorization_details: JSON.stringify([details]) });
    },
    async sendBill(): Promise<CollectionRequest> {
      const debtor = { scheme: 'customer_number', value: customer.customerNumber };
      const key = { 'idempotency-key': 'bill' };
      return created(await call('POST', '/v1/collection-requests', key, { ...task, debtor }));
    },
    async findAll(): Promise<readonly CollectionRequest[]> {
      const answer = await call('GET', `/v1/collection-requests?reference=${task.reference}`);
      return CollectionRequestList.parse(JSON.parse(answer.body)).items;
    },
  };
};

export const createBrowser = (call: ReturnType<typeof createCaller>) => ({
  ...createScreen(call),
  /** The click. */
  async pay(): Promise<CollectionRequest> {
    await call('GET', '/v1/session');
    const mandateText = { id: 'terms', version: '1', locale: 'da', text: 'Jeg tilmelder mig.' };
    const key = { 'idempotency-key': 'click' };
    const debtor = { scheme: 'cpr', value: cpr };
    return created(await call('POST', '/v1/collection-requests', key, { debtor, mandateText }));
  },
  async cancel(id: string): Promise<void> {
    const { status, body } = await call('POST', `/v1/collection-requests/${id}/cancellation`);
    // Asked again after a crash, it may have been cancelled by then.
    assert(status === 202 || codeIn(body) === 'request_not_pending', body);
  },
});
