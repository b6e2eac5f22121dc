import type {
  EftAccount,
  EftConsentName,
  EftConsentOrder,
  EftConsentProvider,
  EftConsentReading,
} from '../../src/providers/eft-consent.ts';
import { EftConsentRefused, type EftRefusalCode } from '../../src/providers/eft-consent.ts';
import { answers, type Conduct } from './scripted-provider.ts';

export const refusesWith =
  (code: EftRefusalCode): Conduct =>
  async () => {
    throw new EftConsentRefused(code, 'scripted: refused', { status: 400 });
  };

type Call = 'list' | 'read' | 'create' | 'modify';

/** A stand-in at the provider's seam, whose conduct a test steers: `next` call by call, then `always`. */
export class ScriptedEftConsents implements EftConsentProvider {
  readonly name = 'brp';
  readonly test = true;
  readonly next: Record<Call, Conduct[]> = { list: [], read: [], create: [], modify: [] };
  readonly always: Record<Call, Conduct> = {
    list: answers,
    read: answers,
    create: answers,
    modify: answers,
  };
  /** Every call that was made, in order. */
  readonly calls: { readonly call: Call; readonly said: unknown }[] = [];
  /** What the provider has, by its id. */
  readonly has = new Map<string, EftConsentReading>();
  #last = 100;

  list(who: { readonly personId: string; readonly companyIds: readonly string[] }, signal: AbortSignal) {
    return this.#conduct('list', who, signal, () =>
      [...this.has.values()].filter(
        ({ personId, companyId }) => personId === who.personId && who.companyIds.includes(companyId),
      ),
    );
  }

  read(name: EftConsentName, signal: AbortSignal) {
    return this.#conduct('read', name, signal, () => this.has.get(name.id) ?? null);
  }

  create(order: EftConsentOrder, signal: AbortSignal) {
    return this.#conduct('create', order, signal, () => {
      const { personId, companyId, account, action } = order;
      return this.put({
        personId,
        companyId,
        clearing: account?.clearing ?? null,
        account: account?.account ?? null,
        action: account === null ? 'none' : action,
      });
    });
  }

  modify(name: EftConsentName, account: EftAccount, signal: AbortSignal) {
    return this.#conduct('modify', { ...name, ...account }, signal, () =>
      this.say(name.id, { ...account, action: 'modify' }),
    );
  }

  /** The provider has one more, made by its own people where a test does it. */
  put(change: Partial<EftConsentReading>): EftConsentReading {
    const reading: EftConsentReading = {
      id: String(++this.#last),
      personId: '0017',
      companyId: '4',
      companyName: 'Gymmet AB',
      payerNumber: '197012071234',
      clearing: '6111',
      account: '123456789',
      createdOn: '2026-11-20',
      active: false,
      action: 'none',
      ...change,
    };
    this.has.set(reading.id, reading);
    return reading;
  }

  /** From now on the provider says so of a consent. */
  say(id: string, change: Partial<EftConsentReading>): EftConsentReading {
    const known = this.has.get(id);
    if (known === undefined) throw new Error('the provider does not have it');
    const reading = { ...known, ...change };
    this.has.set(id, reading);
    return reading;
  }

  count(call: Call): number {
    return this.calls.filter((one) => one.call === call).length;
  }

  #conduct<T>(call: Call, said: unknown, signal: AbortSignal, effect: () => T): Promise<T> {
    this.calls.push({ call, said });
    const conduct = this.next[call].shift() ?? this.always[call];
    return conduct(effect, signal);
  }
}
