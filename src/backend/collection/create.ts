import type { CreateByServer, CreateInSession, MandateText } from '../../protocol/collection-request.ts';
import type { Debtor } from '../../protocol/primitives.ts';
import type { CollectionRequestDetail } from '../../protocol/session.ts';
import type { Caller } from '../caller.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import { debtorIn, openDebtor, sealDebtor } from '../session/debtor.ts';
import type { SessionRow, Sessions } from '../session/session.ts';
import type { Row, Write } from '../store/store.ts';
import { evidenceOf, keepText } from './evidence.ts';
import { createOnce, type FirstAnswer } from './idempotency.ts';
import { newRequest } from './new-request.ts';
import { newRequestId } from './random.ts';
import { followUpWrite, holdsSession, keysOf, newFollowUp, type RequestRow } from './record.ts';
import { snapshotOf } from './snapshot.ts';
import { type Creditor, checkTerms, creditorNamed, creditorOf, readDebtor, schemesOf } from './terms.ts';

/** What a POST brings to what the session says. */
interface Given {
  readonly debtor?: Debtor | undefined;
  readonly mandateText?: MandateText | undefined;
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
}

/**
 * Makes collection requests: at most one per session that is not final, and none after one that was approved. When
 * it answers, everything is stored, and the provider has not been asked.
 */
export const createCreate = (deps: Deps, sessions: Sessions): Create => {
  const { store, vault, clock, config, providers } = deps;
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
    const creditor = creditorOf(caller.merchant, providers);
    const debtor = await debtorFor(session, creditor, given);
    const isSealed = debtor.scheme !== 'customer_number';
    const { mandateText } = given;
    const evidence = mandateText === undefined ? null : await evidenceOf(mandateText, task.surface, now);

    const id = newRequestId();
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
      },
      now,
    );
    const answer: FirstAnswer = { status: 201, body: snapshotOf(id, request, now) };
    const typed = given.debtor === undefined ? {} : await debtorIn(vault, debtor, session.id);
    const reopened: SessionRow = { ...session.value, ...typed, request: id };
    await store.commit([
      { table: 'collection_requests', id, value: request, expect: 0, keys: keysOf(request) },
      followUpWrite(id, { value: newFollowUp, due: now }, 0),
      { table: 'sessions', id: session.id, value: reopened, expect: session.revision },
      ...(evidence && mandateText ? await keepText(store, evidence.sha256, mandateText.text) : []),
      remember(answer),
    ]);
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
    const needsText = caller.kind === 'session' && taskOf(row.value).mandate !== undefined;
    if (needsText && given.mandateText === undefined) {
      throw new Refusal('body_invalid', { errors: [{ pointer: '/mandateText', code: 'missing' }] });
    }
    return add(caller, row, previous?.id ?? null, given, remember);
  };

  return {
    inSession: (caller, session, key, body) =>
      once({ scope: `session ${session}`, key, body }, (remember) =>
        attempt(caller, session, body, remember),
      ),
    byServer: (caller, key, body) =>
      once({ scope: `client ${caller.client.id} ${caller.merchant.id}`, key, body }, async (remember) => {
        const creditor = creditorNamed(caller.merchant, providers);
        checkTerms(creditor, body);
        const debtor = readDebtor(schemesOf(creditor, body.mandate !== undefined), body.debtor);
        const opened = await sessions.open(caller.client, caller.merchant, [
          { type: 'collection_request', ...body, debtor },
        ]);
        if (opened.ok) return attempt(caller, opened.id, { debtor }, remember);
        throw new Refusal('request_not_repeatable', {
          errors: [{ pointer: '/reference', code: 'not_allowed' }],
        });
      }),
  };
};

const taskOf = ({ details }: SessionRow): CollectionRequestDetail => {
  const task = details.find((detail) => detail.type === 'collection_request');
  if (task === undefined) throw new Refusal('token_insufficient');
  return task;
};
