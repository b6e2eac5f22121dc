import type { Reason } from '../../src/protocol/collection-request.ts';
import type { Debtor } from '../../src/protocol/primitives.ts';
import type { DebtorCheckOutcome } from '../../src/protocol/words.ts';
import type {
  CollectionOrder,
  CollectionProvider,
  CollectionReading,
} from '../../src/providers/collection.ts';
import { ProviderError } from '../../src/providers/error.ts';

/** How one call goes. `effect` does at the provider what was asked for, and gives the answer. */
export type Conduct = <T>(effect: () => T, signal: AbortSignal) => Promise<T>;

const lost = (): ProviderError => new ProviderError('unanswered', 'scripted: no answer');

export const answers: Conduct = async (effect) => effect();
export const refuses =
  (reason: Reason): Conduct =>
  async () => {
    throw new ProviderError('refused', 'scripted: refused', { reason, status: 400 });
  };
export const failsBefore: Conduct = async () => {
  throw lost();
};
export const failsAfter: Conduct = async (effect) => {
  effect();
  throw lost();
};
export const nonsenseAfter: Conduct = async (effect) => {
  effect();
  throw new ProviderError('nonsense', 'scripted: nonsense', { status: 200 });
};
export const busy =
  (retryAfter: number): Conduct =>
  async () => {
    throw new ProviderError('unanswered', 'scripted: busy', { status: 429, retryAfter });
  };
/** Never answers, and does not even stop when it is told to. */
export const silentBefore: Conduct = () => new Promise(() => undefined);
export const silentAfter: Conduct = (effect) => {
  effect();
  return new Promise(() => undefined);
};
/** Answers when `gate` opens; what it does, it does then. */
export const after =
  (gate: Promise<unknown>): Conduct =>
  async (effect) => {
    await gate;
    return effect();
  };

type Call = 'create' | 'read' | 'cancel' | 'check';

/** A stand-in at the provider's seam, whose conduct a test steers: `next` call by call, then `always`. */
export class ScriptedProvider implements CollectionProvider {
  readonly name = 'betalingsservice';
  readonly debtorSchemes = ['cpr', 'mobile', 'customer_number'] as const;
  readonly currencies = ['DKK'];
  readonly test = true;

  readonly #now: () => number;
  readonly next: Record<Call, Conduct[]> = { create: [], read: [], cancel: [], check: [] };
  readonly always: Record<Call, Conduct> = {
    create: answers,
    read: answers,
    cancel: answers,
    check: answers,
  };
  /** Every call that was made, in order. */
  readonly calls: { readonly call: Call; readonly key: string; readonly at: number }[] = [];
  /** What the provider has, by key: each is a charge that can be approved. */
  readonly taken = new Map<string, { readonly order: CollectionOrder; reading: CollectionReading }>();
  /** What a cancellation does once it arrives. */
  onCancel: Partial<CollectionReading> = { status: 'cancelled', stage: null };

  constructor(now: () => number) {
    this.#now = now;
  }

  create(order: CollectionOrder, signal: AbortSignal): Promise<CollectionReading> {
    return this.#conduct('create', order.key, signal, () => {
      const first = this.taken.get(order.key);
      if (first !== undefined) return first.reading;
      const reading: CollectionReading = {
        status: 'pending',
        stage: 'queued',
        payment: { status: 'pending', reason: null },
        mandate: order.mandate ? { status: 'requested', reference: null, reason: null } : null,
        reason: null,
        bindingCode: 'PR0V1D',
        approveUrl: 'https://app.example/approve',
        expiresAt: null,
      };
      this.taken.set(order.key, { order, reading });
      return reading;
    });
  }

  read(key: string, signal: AbortSignal): Promise<CollectionReading | null> {
    return this.#conduct('read', key, signal, () => {
      const reading = this.taken.get(key)?.reading;
      // Said once, when the request was taken.
      return reading === undefined ? null : { ...reading, bindingCode: null, approveUrl: null };
    });
  }

  async cancel(key: string, signal: AbortSignal): Promise<void> {
    await this.#conduct('cancel', key, signal, () => {
      if (this.taken.get(key)?.reading.status === 'pending') this.say(this.onCancel, key);
    });
  }

  /** Debtors who do not use the app, by number. */
  readonly unreachable = new Set<string>();

  checkDebtor({ value }: Debtor, signal: AbortSignal): Promise<DebtorCheckOutcome> {
    return this.#conduct('check', '', signal, () =>
      this.unreachable.has(value) ? 'unreachable' : 'reachable',
    );
  }

  async readCallback(request: Request): Promise<{ readonly key: string }> {
    if (request.headers.get('x-signature') !== 'genuine') {
      throw new ProviderError('refused', 'scripted: not ours');
    }
    return { key: await request.text() };
  }

  /** From now on the provider says so of a request: of the only one, where no key is given. */
  say(change: Partial<CollectionReading>, key: string = this.onlyKey): void {
    const known = this.taken.get(key);
    if (known === undefined) throw new Error('the provider does not have it');
    known.reading = { ...known.reading, ...change };
  }

  get onlyKey(): string {
    const [key, ...more] = this.taken.keys();
    if (key === undefined || more.length > 0) throw new Error(`the provider has ${this.taken.size} requests`);
    return key;
  }

  count(call: Call): number {
    return this.calls.filter((one) => one.call === call).length;
  }

  #conduct<T>(call: Call, key: string, signal: AbortSignal, effect: () => T): Promise<T> {
    this.calls.push({ call, key, at: this.#now() });
    const conduct = this.next[call].shift() ?? this.always[call];
    return conduct(effect, signal);
  }
}

/** Approved, with payment and mandate as far as they go. */
export const approved: Partial<CollectionReading> = {
  status: 'approved',
  stage: null,
  payment: { status: 'settled', reason: null },
};

export const activeMandate: CollectionReading['mandate'] = {
  status: 'active',
  reference: '000000042',
  reason: null,
};
