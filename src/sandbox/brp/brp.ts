import type { Clock, Storage } from '../given.ts';
import type { Trouble } from '../trouble.ts';
import { createBook } from './book.ts';
import { createCalendar } from './calendar.ts';
import { createGate, type SystemKey } from './gate.ts';
import { createInternetBank } from './internet-bank.ts';
import { createOperator } from './operator.ts';
import type { Consent, Person } from './records.ts';
import { type Company, createRegister } from './register.ts';

export interface BrpOptions {
  readonly key: SystemKey;
  readonly companies: readonly Company[];
  readonly persons: readonly Omit<Person, 'kind'>[];
  /** What the register holds to begin with. */
  readonly consents?: readonly Omit<Consent, 'kind'>[];
}

export interface Surroundings {
  readonly clock: Clock;
  readonly storage: Storage | undefined;
  readonly trouble: () => Trouble;
  /** Aborted when the sandbox stops. */
  readonly life: AbortSignal;
}

/** The stand-in for BRP's API2, with the company's staff and an internet bank behind it. */
export const createBrp = (options: BrpOptions, { clock, storage, trouble, life }: Surroundings) => {
  const { key, companies, persons, consents = [] } = options;
  const book = createBook(storage);
  const calendar = createCalendar(book);
  const handles = createRegister(book, clock, companies);
  const gate = createGate({ key, handles, book, trouble, clock, life });
  const operator = createOperator(book, calendar);

  /** What is remembered goes before what it began with. */
  const begin = (): void => {
    for (const person of persons) {
      if (book.get('person', person.id) === undefined) book.put({ kind: 'person', ...person });
    }
    for (const consent of consents) {
      if (book.get('consent', consent.id) === undefined) book.put({ kind: 'consent', ...consent });
    }
  };

  return {
    /** `path`: below `/sandbox/brp`. */
    async answer(request: Request, path: string): Promise<Response> {
      const [, below] = /^\/api\/ver2(\/.*)?$/.exec(path) ?? [];
      return below === undefined ? operator(request, path) : gate(request, below);
    },
    internetBank: createInternetBank(book, calendar),
    async start(): Promise<void> {
      await book.load();
      begin();
      await book.stored();
    },
    /** Resolves when everything is stored. */
    stopped: () => book.stored(),
  };
};
