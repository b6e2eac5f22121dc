import type * as z from 'zod';
import { badQuery, type Desk, type Handle, iso, take } from './call.ts';
import { Payments, Payout } from './case-bodies.ts';
import { notFound, refuse } from './envelope.ts';
import type { OperationName } from './operations.ts';
import { send } from './people.ts';
import { type Case, type CaseStatus, caseStatuses } from './records.ts';

/** What a payout's description brings about in test mode, and there alone. */
const forced: Readonly<Record<string, CaseStatus>> = {
  AUTO_APPROVE: 'ACTIVE',
  AUTO_DECLINE: 'DECLINED',
  AUTO_WAITING_FOR_SIGNATURE: 'WAITING_FOR_SIGNATURE',
};

/** Where somebody has to go on with a case. */
const linkOf = ({ pages }: Desk, { id }: Case): string => `${pages.signing}?case=${id}`;

export const viewCase = (desk: Desk, one: Case): object => {
  const { id, body, createdAt, status } = one;
  const link = linkOf(desk, one);
  const isSigned = status === 'ACTIVE' || status === 'TERMINATED';
  const links = [
    { rel: 'contract_url', href: link },
    { rel: 'cdd_case_url', href: `${link}&staff=canary` },
    { rel: 'dintero_cdd_case_url', href: `${link}&dintero=canary` },
    ...(status === 'WAITING_FOR_DECLARATION' ? [{ rel: 'declaration_url', href: link }] : []),
    ...(isSigned ? [{ rel: 'signed_contract_file_url', href: `${link}&signed` }] : []),
  ];
  return { id, created_at: iso(createdAt), created_by: 'sandbox', ...body, case_status: status, links };
};

/** A case is another now: whoever follows it is told, and an approved one makes the account live. */
export const moveCase = ({ book, hooks, clock, pace, wake }: Desk, one: Case, status: CaseStatus): Case => {
  const decidedAt = status === 'AUTOMATIC_REVIEW' ? clock.now() + pace : null;
  const after: Case = { ...one, status, decidedAt };
  book.put(after);
  hooks.send(one.what === 'payout' ? 'approval_payout_destination_update' : 'cdd_case_update', one.account);
  const account = book.get('account', one.account);
  if (account !== undefined && status === 'ACTIVE' && one.what === 'payments') {
    const creditcard = { requested: 'enable', status: 'enabled' };
    book.put({ ...account, progression: 'live', features: { ...account.features, creditcard } });
  }
  if (decidedAt !== null) wake();
  return after;
};

/** Applications to take payments and to have money paid out. */
export const createCases = (desk: Desk) => {
  const { book, clock } = desk;

  const list = (
    what: Case['what'],
    aid: string | undefined,
    query: URLSearchParams,
  ): readonly Case[] | null => {
    const wanted = query.getAll('case_status');
    if (wanted.some((status) => !caseStatuses.some((known) => known === status))) return null;
    const destination = query.get('payout_destination_id');
    return book
      .all('case')
      .filter((one) => one.account === aid && one.what === what)
      .filter(({ status }) => (wanted.length === 0 ? status !== 'ARCHIVED' : wanted.includes(status)))
      .filter(({ body }) => destination === null || body.payout_destination_id === destination);
  };

  const apply = (
    what: Case['what'],
    account: string,
    body: z.infer<typeof Payments> | z.infer<typeof Payout>,
  ): Response => {
    if (book.get('account', account)?.company?.organization_number === undefined) {
      return refuse(400, 'missing_field', 'The account has no organization_number');
    }
    const made: Case = {
      kind: 'case',
      id: crypto.randomUUID(),
      account,
      what,
      createdAt: clock.now(),
      body,
      status: 'WAITING_FOR_DECLARATION',
      decidedAt: null,
    };
    const description =
      'payout_destination_description' in body ? body.payout_destination_description : undefined;
    const isForced = account.startsWith('T') && Object.hasOwn(forced, description ?? '');
    const status = (isForced ? forced[description ?? ''] : undefined) ?? made.status;
    const one = moveCase(desk, made, status);
    const submitter = body.form_submitter?.email;
    if (submitter !== undefined) {
      send(desk, { to: submitter, subject: 'A form to fill in and sign', link: linkOf(desk, one) });
    }
    return Response.json(viewCase(desk, one));
  };

  const listPayments: Handle = ({ query, params: { aid } }) => {
    const found = list('payments', aid, query);
    if (found === null) return badQuery('case_status');
    return Response.json({ payments: found.map((one) => viewCase(desk, one)) });
  };

  const listPayouts: Handle = ({ query, params: { aid } }) => {
    const found = list('payout', aid, query);
    if (found === null) return badQuery('case_status');
    return Response.json({ payout_destinations: found.map((one) => viewCase(desk, one)) });
  };

  const applyPayments: Handle = ({ json, params: { aid = '' } }) => {
    const taken = take(Payments, json);
    return taken instanceof Response ? taken : apply('payments', aid, taken.body);
  };

  const applyPayout: Handle = ({ json, params: { aid = '' } }) => {
    const taken = take(Payout, json);
    return taken instanceof Response ? taken : apply('payout', aid, taken.body);
  };

  const find = (aid: string | undefined, id = ''): Case | undefined => {
    const one = book.get('case', id);
    return one?.account === aid && one?.what === 'payout' ? one : undefined;
  };

  const readPayout: Handle = ({ params: { aid, id } }) => {
    const one = find(aid, id);
    return one === undefined ? notFound() : Response.json(viewCase(desk, one));
  };

  /** With an empty body. */
  const archivePayout: Handle = ({ query, params: { aid, id } }) => {
    const one = find(aid, id);
    if (one === undefined || one.status === 'ARCHIVED') return notFound();
    if (one.status === 'ACTIVE' && query.get('delete_active') !== 'true') {
      return refuse(400, 'active', 'An active one is archived with delete_active only');
    }
    book.put({ ...one, status: 'ARCHIVED', decidedAt: null });
    desk.hooks.send('approval_payout_destination_delete', one.account);
    return new Response(null, { status: 204 });
  };

  return {
    listPayments,
    applyPayments,
    listPayouts,
    applyPayout,
    readPayout,
    archivePayout,
  } satisfies Partial<Record<OperationName, Handle>>;
};
