import assert from 'node:assert/strict';
import { start, step, work } from '../../../src/flow/payment.ts';
import { news } from '../../../src/flow/payment-news.ts';
import type { PaymentEvent, PaymentState, PaymentWork } from '../../../src/flow/payment-state.ts';
import type { CollectionRequest } from '../../../src/protocol/collection-request.ts';
import * as later from '../../../src/widget/payment/later.ts';
import { performPayment } from '../../../src/widget/payment/perform.ts';
import { RunFlow } from '../../../src/widget/run-flow.ts';
import { Tokens } from '../../../src/widget/tokens.ts';
import type { Tab } from './browser.ts';

/** A CPR number that nobody has: the person would be born in 2036. */
const debtor = { scheme: 'cpr', value: '3112364007' } as const;

const mandateText = { id: 'terms', version: '1', locale: 'da', text: 'Jeg tilmelder mig.' };

/** What a state shows of a request, if it shows one. */
export const snapshotOf = (state: PaymentState): CollectionRequest | null =>
  state.at === 'done' || state.at === 'waiting' ? state.snapshot : null;

/** A payment in a tab: the element without its pixels. */
export interface Screen {
  readonly tab: Tab;
  readonly state: PaymentState;
  /** Presses the main button: hands over the number, or sends. */
  next(): void;
  /** Any other button. */
  press(button: 'cancel' | 'again' | 'retry' | 'change-debtor'): void;
  /** Takes it out of the page. */
  close(): void;
}

export interface ScreenSettings {
  readonly url: string;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly fetchToken: () => Promise<string>;
}

export const openScreen = (tab: Tab, { url, fetch, fetchToken }: ScreenSettings): Screen => {
  const tokens = new Tokens();
  tokens.fetchToken = fetchToken;
  const host = { isConnected: true, requestUpdate: () => undefined };
  const done = new Set<string>();
  const onStep = (before: PaymentState, after: PaymentState): void => {
    assert(host.isConnected, 'something is told after the element is gone');
    const [shown, next] = [snapshotOf(before), snapshotOf(after)];
    assert(!(next && next.id === shown?.id && next.revision < shown.revision), 'it goes back in time');
    for (const one of news(before, after)) {
      if (one.type !== 'done') continue;
      assert(!done.has(one.snapshot.id), 'it was done twice');
      done.add(one.snapshot.id);
    }
  };
  const flow = new RunFlow<PaymentState, PaymentEvent, PaymentWork>(
    host,
    { start, step, work },
    performPayment({
      caller: { backend: () => url, tokens, fetch },
      words: async () => undefined,
      later: async () => later,
      till: async () => undefined,
      check: async () => assert.fail('no debtor is checked here'),
    }),
    onStep,
  );
  const send = (event: PaymentEvent): void => tab.run(() => flow.send(event));
  tab.run(() => flow.sync());
  return {
    tab,
    get state() {
      return flow.state;
    },
    next() {
      if (flow.state.at === 'identify') send({ type: 'debtor', debtor });
      else send({ type: 'send', idempotencyKey: crypto.randomUUID(), mandateText });
    },
    press: (type) => send({ type }),
    close() {
      host.isConnected = false;
      tab.run(() => flow.sync());
    },
  };
};
