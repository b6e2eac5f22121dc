import type { Debtor } from '../../protocol/primitives.ts';
import type { DebtorCheckOutcome } from '../../protocol/words.ts';
import type { CollectionOrder, CollectionProvider, CollectionReading } from '../collection.ts';
import type { Given } from '../given.ts';
import { isAboutUs, isOk, nonsense, parseChecked, parseErrors, parseTold, toError } from './answers.ts';
import { readCallback } from './callback.ts';
import { type Answer, type Call, createLine } from './line.ts';
import { type Profile, profile as provisional, type Told } from './profile.ts';
import { fill, toReading, unknownWords } from './reading.ts';

export interface BetalingsserviceSettings {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly consumerKey: string;
  /** RSA private key of the consumer, RSASSA-PKCS1-v1_5 with SHA-256, usage `sign`. */
  readonly signingKey: CryptoKey;
  /** RSA public key of the provider, usage `verify`: it signs the callbacks. */
  readonly callbackKey: CryptoKey;
  /** The wire; the provisional one where none is given. */
  readonly profile?: Profile;
  /** True where no real money moves. */
  readonly test?: boolean;
  /** How long one call may take, its answer read to the end. Default 10 s. */
  readonly timeoutMs?: number;
}

/** Betalingsservice One-off API (Denmark): one-off payments, with or without a mandate, approved in its app. */
export const createBetalingsservice = (
  given: Given,
  settings: BetalingsserviceSettings,
): CollectionProvider => {
  const profile = settings.profile ?? provisional;
  const line = createLine(given, {
    baseUrl: settings.baseUrl,
    by: { consumerKey: settings.consumerKey, key: settings.signingKey },
    headers: profile.headers,
    timeoutMs: settings.timeoutMs ?? 10_000,
  });

  const ask = async (call: Call, signal: AbortSignal): Promise<Answer> => {
    const answer = await line(call, signal);
    // every payment fails from now on, until somebody mends the configuration
    if (isAboutUs(answer)) given.log.error('betalingsservice.key_refused', { call: call.name });
    return answer;
  };

  const understand = (told: Told, mandateAsked: boolean): CollectionReading => {
    const words = unknownWords(told, profile);
    if (words.length > 0) given.log.warn('betalingsservice.unknown_words', { words });
    return toReading(told, profile, mandateAsked);
  };

  const create = async (order: CollectionOrder, signal: AbortSignal): Promise<CollectionReading> => {
    const call: Call = {
      name: 'create',
      method: 'POST',
      path: profile.paths.create,
      body: profile.write(order),
    };
    const answer = await ask(call, signal);
    const told = parseTold(call, answer, profile, order.key);
    if (told.amount !== null && !isSame(told.amount, order.amount)) {
      throw nonsense(call, 'the answer is about another amount', answer.status);
    }
    return understand(told, order.mandate);
  };

  const read = async (key: string, signal: AbortSignal): Promise<CollectionReading | null> => {
    const call: Call = { name: 'read', method: 'GET', path: fill(profile.paths.read, key) };
    const answer = await ask(call, signal);
    if (answer.status === 404 && isUnknownKey(answer)) return null;
    return understand(parseTold(call, answer, profile, key), false);
  };

  /** Any other 404 (a wrong base URL, a gateway being changed) does not say that the request is not there. */
  const isUnknownKey = (answer: Answer): boolean =>
    parseErrors(answer, profile)?.some((error) => profile.notFound.includes(error.code)) ?? false;

  const cancel = async (key: string, signal: AbortSignal): Promise<void> => {
    const call: Call = { name: 'cancel', method: 'POST', path: fill(profile.paths.cancel, key) };
    const answer = await ask(call, signal);
    // 409: it has ended already. The race is lost, and reading tells to what
    if (isOk(answer) || answer.status === 409) return;
    throw toError(call, answer, profile);
  };

  const checkDebtor = async (debtor: Debtor, signal: AbortSignal): Promise<DebtorCheckOutcome> => {
    const body = profile.writeCheck(debtor);
    if (body === null) return 'unknown';
    const call: Call = { name: 'check', method: 'POST', path: profile.paths.check, body };
    const { onboarded } = parseChecked(call, await ask(call, signal), profile);
    return onboarded ? 'reachable' : 'unreachable';
  };

  return {
    name: 'betalingsservice',
    debtorSchemes: profile.debtorSchemes,
    currencies: profile.currencies,
    test: settings.test ?? false,
    create,
    read,
    cancel,
    checkDebtor,
    readCallback: (request) => readCallback(request, settings.callbackKey, given.clock, profile),
  };
};

type Amount = CollectionOrder['amount'];

const isSame = (a: Amount, b: Amount): boolean => a.value === b.value && a.currency === b.currency;
