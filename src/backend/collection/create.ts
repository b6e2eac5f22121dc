import type {
  CreateAtDesk,
  CreateByServer,
  CreateInSession,
  MandateText,
} from '../../protocol/collection-request.ts';
import type { Debtor, Money } from '../../protocol/primitives.ts';
import type { CollectionRequestDetail } from '../../protocol/session.ts';
import type { Caller } from '../caller.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import { debtorIn, openDebtor, sealDebtor } from '../session/debtor.ts';
import type { SessionRow, Sessions } from '../session/session.ts';
import { isSame } from '../store/same.ts';
import type { Row, Write } from '../store/store.ts';
import { boardWrites } from './board.ts';
import { checkBounds, type Desk, narrowed } from './desk.ts';
import { evidenceOf, keepText } from './evidence.ts';
import { createOnce, type FirstAnswer } from './idempotency.ts';
import { newRequest } from './new-request.ts';
import { newRequestId } from './random.ts';
import { followUpWrite, holdsSession, keysOf, newFollowUp, type RequestRow, referenceKey } from './record.ts';
import { snapshotOf } from './snapshot.ts';
import { type Creditor, checkTerms, creditorNamed, creditorOf, readDebtor, schemesOf } from './terms.ts';

/** Requests that a browser may make under one reference, one after the other. */
export const requestsPerSession = 5;

/** What a POST brings to what the session says. */
interface Given {
  readonly debtor?: Debtor | undefined;
  readonly mandateText?: MandateText | undefined;
  /** What a person agreed to, where it was on a screen. */
  readonly shownAmount?: Money | undefined;
  /** The desk at which it is made. */
  readonly desk?: Desk;
  /** The task, where it is the POST that names it and not the session. */
  readonly task?: CollectionRequestDetail;
}

export interface Create {
  /** For the session's own task. */
  inSession(
    caller: Caller,
    session: string,
    key: string | undefined,
    body: CreateInSession,
  ): Promise<FirstAnswer>;
  /** For a task that is named whole. It has a session too: the one of its reference, as if a browser had one. */
  byServer(caller: Caller, key: string | undefined, body: CreateByServer): Promise<FirstAnswer>;
  /** The same at a desk: within its bounds, and under references of its own. */
  atDesk(caller: Caller, desk: Desk, key: string | undefined, body: CreateAtDesk): Promise<FirstAnswer>;
}

/**
 * Makes collection requests: at most one per session that is not final, and none after one that was approved. When
 * it answers, everything is stored, and the provider has not been asked.
 */
export const createCreate = (deps: Deps, sessions: Sessions): Create => {
  const { store, vault, clock, config, providers, log } = deps;
  const once = createOnce(deps);

  const debtorFor = async (session: Row<SessionRow>, creditor: Creditor, given: Given): Promise<Debtor> => {
    const { debtor: sealed } = session.value;
    const debtor =
      given.debtor ?? (sealed === null ? null : await openDebtor(vault, sealed, 'sessions', session.id));
    if (debtor === null) throw new Refusal('debtor_missing');
    return readDebtor(schemesOf(creditor, taskOf(session.value).mandate !== undefined), debtor);
  };

  const add = async (
    caller: Caller,
    session: Row<SessionRow>,
    replaces: string | null,
    given: Given,
    remember: (answer: FirstAnswer) => Write,
  ): Promise<FirstAnswer> => {
    const now = clock.now();
    const { client, merchant } = session.value;
    const task = taskOf(session.value);
    const creditor = narrowed(creditorOf(caller.merchant, providers), given.desk);
    const debtor = await debtorFor(session, creditor, given);
    const isSealed = debtor.scheme !== 'customer_number';
    const { mandateText, desk } = given;
    const evidence = mandateText === undefined ? null : await evidenceOf(mandateText, task.surface, now);
    const typed = given.debtor === undefined ? {} : await debtorIn(vault, debtor, session.id);

    const id = newRequestId();
    const reopened: SessionRow = { ...session.value, ...typed, request: id };
    const request = newRequest(
      {
        client,
        merchant,
        session: session.id,
        task,
        creditor,
        debtor,
        sealed: isSealed ? await sealDebtor(vault, debtor, 'collection_requests', id) : null,
        evidence,
        replaces,
        callbackUrl: `${config.publicUrl}/callbacks/${task.provider}`,
        desk: desk === undefined ? null : { session: desk.session, debtor: reopened.debtorHint },
        watched: caller.kind === 'session' && task.surface === 'pos',
        actor: caller.actor,
      },
      now,
    );
    const answer: FirstAnswer = { status: 201, body: snapshotOf(id, request, now) };
    await store.commit([
      { table: 'collection_requests', id, value: request, expect: 0, keys: keysOf(request) },
      followUpWrite(id, { value: newFollowUp, due: now }, 0),
      { table: 'sessions', id: session.id, value: reopened, expect: session.revision },
      ...(evidence && mandateText ? await keepText(store, evidence.sha256, mandateText.text) : []),
      ...boardWrites(id, request, now),
      remember(answer),
    ]);
    log.info('collection_request.created', {
      request: id,
      client,
      merchant,
      desk: desk?.bounds.desk ?? null,
      actor: caller.actor,
      replaces,
    });
    return answer;
  };

  /** The request that holds the session, or a new one. */
  const attempt = async (
    caller: Caller,
    session: string,
    given: Given,
    remember: (answer: FirstAnswer) => Write,
  ): Promise<FirstAnswer> => {
    const row = await store.get<SessionRow>('sessions', session);
    if (row === undefined) throw new Refusal('not_found');
    // Somebody else has named another task under the reference since: theirs is not what was asked for here.
    if (given.task !== undefined && !isSame(taskOf(row.value), given.task)) throw referenceTaken();
    // The shop has reopened the session for another amount since the screen was drawn.
    if (given.shownAmount !== undefined && !isSame(taskOf(row.value).amount, given.shownAmount)) {
      throw notRepeatable('/shownAmount');
    }
    const { request } = row.value;
    const previous =
      request === null ? undefined : await store.get<RequestRow>('collection_requests', request);
    if (previous !== undefined && holdsSession(previous.value)) {
      const answer: FirstAnswer = {
        status: 200,
        body: snapshotOf(previous.id, previous.value, clock.now()),
      };
      await store.commit([remember(answer)]);
      return answer;
    }
    // Whoever says that nobody is on the phone with them may be the target of a fraud: nobody asks them again.
    if (previous?.value.standing.reason?.code === 'payer_not_in_call') {
      throw new Refusal('request_not_repeatable');
    }
    const needsText = given.task === undefined && taskOf(row.value).mandate !== undefined;
    if (needsText && given.mandateText === undefined) {
      throw new Refusal('body_invalid', { errors: [{ pointer: '/mandateText', code: 'missing' }] });
    }
    if (given.task === undefined) {
      checkDebtorIsFree(row.value, given);
      await checkRequestsLeft(row.value);
    }
    return add(caller, row, previous?.id ?? null, given, remember);
  };

  /** Whoever has a browser's token may name the debtor: not one after the other, until somebody approves by mistake. */
  const checkRequestsLeft = async ({ client, merchant, details }: SessionRow): Promise<void> => {
    const { reference } = taskOf({ details });
    const key = referenceKey(client, merchant, reference);
    const made = await store.list('collection_requests', key, { limit: requestsPerSession });
    if (made.length >= requestsPerSession) throw new Refusal('requests_used_up');
  };

  /** Opens the session of the reference, as if a browser had one, and makes the request in it. */
  const named = async (
    caller: Caller,
    wanted: CollectionRequestDetail,
    given: Given,
    remember: (answer: FirstAnswer) => Write,
  ): Promise<FirstAnswer> => {
    const opened = await sessions.open(caller.client, caller.merchant, [wanted], given.desk?.session);
    if (!opened.ok) throw referenceTaken();
    const { debtor, ...task } = wanted;
    return attempt(caller, opened.id, { ...given, debtor, task }, remember);
  };

  return {
    inSession: (caller, session, key, body) =>
      once({ scope: `session ${session}`, key, body }, (remember) =>
        attempt(caller, session, body, remember),
      ),
    byServer: (caller, key, body) =>
      once({ scope: `client ${caller.client.id} ${caller.merchant.id}`, key, body }, (remember) => {
        const creditor = creditorNamed(caller.merchant, providers);
        checkTerms(creditor, body);
        const debtor = readDebtor(schemesOf(creditor, body.mandate !== undefined), body.debtor);
        return named(caller, { type: 'collection_request', ...body, debtor }, {}, remember);
      }),
    atDesk: (caller, desk, key, body) =>
      once({ scope: `session ${desk.session}`, key, body }, (remember) => {
        const creditor = creditorOf(caller.merchant, providers);
        checkBounds(desk, body);
        const { debtor, mandateText, ...task } = body;
        const { provider, surface } = desk.bounds;
        const wanted: CollectionRequestDetail = { type: 'collection_request', provider, surface, ...task };
        if (debtor === undefined) return named(caller, wanted, { desk, mandateText }, remember);
        const read = readDebtor(schemesOf(creditor, body.mandate !== undefined), debtor);
        return named(caller, { ...wanted, debtor: read }, { desk, mandateText }, remember);
      }),
  };
};

/** Whom the shop has named by a customer number, a page does not replace: it could send bills to every other customer. */
const checkDebtorIsFree = ({ debtorIsFixed }: SessionRow, { debtor }: Given): void => {
  if (!debtorIsFixed || debtor === undefined) return;
  throw new Refusal('body_invalid', { errors: [{ pointer: '/debtor', code: 'not_allowed' }] });
};

const notRepeatable = (pointer: string): Refusal =>
  new Refusal('request_not_repeatable', { errors: [{ pointer, code: 'not_allowed' }] });

const referenceTaken = (): Refusal => notRepeatable('/reference');

const taskOf = ({ details }: Pick<SessionRow, 'details'>): CollectionRequestDetail => {
  const task = details.find((detail) => detail.type === 'collection_request');
  if (task === undefined) throw new Refusal('token_insufficient');
  return task;
};
