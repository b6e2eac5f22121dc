import { viewAccount } from './account-view.ts';
import { Comment, CreateAccount } from './bodies.ts';
import { badQuery, type Desk, type Handle, iso, pageOf, take } from './call.ts';
import { notFound } from './envelope.ts';
import type { OperationName } from './operations.ts';
import { isSame, send } from './people.ts';
import type { Account } from './records.ts';
import { openAccount } from './sign-up.ts';

/** A partner's accounts, and what its people note on them. */
export const createAccounts = (desk: Desk) => {
  const { book, clock, pages } = desk;

  const find = (partner: string | undefined, id: string | undefined): Account | undefined => {
    const account = book.get('account', id ?? '');
    return account?.partner === partner ? account : undefined;
  };

  const has = (account: Account, query: URLSearchParams): boolean => {
    const { company, applicant, manager, connections } = account;
    const searched = `${account.id} ${company?.business_name} ${company?.organization_number} ${applicant.email}`;
    const managers = query.getAll('account_manager');
    const statuses = query.getAll('connection_status');
    return (
      searched.toLowerCase().includes((query.get('search') ?? '').toLowerCase()) &&
      managers.every((email) => manager !== null && isSame(manager.email, email)) &&
      query.getAll('connection').every((name) => name in connections) &&
      statuses.every((status) => Object.values(connections).some((one) => one.status === status))
    );
  };

  const listAccounts: Handle = ({ query, params: { oid } }) => {
    const all = book.all('account').filter((one) => one.partner === oid && has(one, query));
    const page = pageOf(all, query);
    return page === null ? badQuery('limit') : Response.json(page.map((one) => viewAccount(desk, one)));
  };

  const createAccount: Handle = ({ json, params: { oid: partner = '' } }) => {
    const taken = take(CreateAccount, json);
    if (taken instanceof Response) return taken;
    const { applicant, company, billing, account_manager, invite_users = [], actions = [] } = taken.body;
    const account = openAccount(desk, partner, { applicant, company, billing, account_manager });
    if (actions.includes('send_invite')) {
      for (const { email } of invite_users) {
        send(desk, { to: email, subject: 'You are invited to your account', link: pages.onboarding });
      }
    }
    return Response.json(viewAccount(desk, account));
  };

  const readAccount: Handle = ({ params: { oid, id } }) => {
    const account = find(oid, id);
    return account === undefined ? notFound() : Response.json(viewAccount(desk, account));
  };

  const onboardingLink: Handle = ({ params: { oid, id } }) => {
    if (find(oid, id) === undefined) return notFound();
    return Response.json({
      partner_onboarding_url: `${pages.onboarding}?partner=${oid}`,
      client_id: 'sandbox',
    });
  };

  /** Without its text, as the document has it. */
  const listEvents: Handle = ({ query, params: { oid, id } }) => {
    const account = find(oid, id);
    if (account === undefined) return notFound();
    if (query.getAll('type').some((type) => type !== 'comment')) return badQuery('type');
    const page = pageOf(account.comments, query);
    if (page === null) return badQuery('limit');
    return Response.json(
      page.map((one) => ({
        event_type: 'comment',
        id: one.id,
        created_at: iso(one.at),
        created_by: one.by,
      })),
    );
  };

  const createEvent: Handle = ({ json, token, params: { oid, id } }) => {
    const account = find(oid, id);
    if (account === undefined) return notFound();
    const taken = take(Comment, json);
    if (taken instanceof Response) return taken;
    const comment = {
      id: crypto.randomUUID(),
      at: clock.now(),
      by: token?.sub ?? '',
      body: taken.body.body,
    };
    book.put({ ...account, comments: [...account.comments, comment] });
    return Response.json({
      ...taken.body,
      id: comment.id,
      created_at: iso(comment.at),
      created_by: comment.by,
    });
  };

  return {
    listAccounts,
    createAccount,
    readAccount,
    onboardingLink,
    listEvents,
    createEvent,
  } satisfies Partial<Record<OperationName, Handle>>;
};
