import { Prefill, SignUp } from './bodies.ts';
import { type Desk, type Handle, take } from './call.ts';
import { notFound, refuse } from './envelope.ts';
import type { Tokens } from './jwt.ts';
import type { OperationName } from './operations.ts';
import { codeFor, isSame, send } from './people.ts';
import type { Account, Of } from './records.ts';

/** Makes the account of a sign-up. Its number is the next of the partner's. */
export const openAccount = (
  { book, clock, hooks }: Desk,
  partner: string,
  body: Of<'signup'>['body'],
): Account => {
  const numbers = book
    .all('account')
    .flatMap((one) => (one.partner === partner ? [Number(one.id.slice(4))] : []));
  const next = String(Math.max(0, ...numbers) + 1).padStart(5, '0');
  const account: Account = {
    kind: 'account',
    id: partner.slice(0, 4) + next,
    partner,
    createdAt: clock.now(),
    applicant: body.applicant,
    company: body.company ?? null,
    billing: body.billing ?? null,
    manager: body.account_manager ?? null,
    progression: 'applied',
    features: {},
    connections: {},
    comments: [],
  };
  book.put(account);
  hooks.send('account_add', account.id);
  return account;
};

/** Sign-up by the applicant, and one that was filled in for them. */
export const createSignUp = (desk: Desk, tokens: Tokens) => {
  const { book, clock } = desk;

  /** The account's number comes without its letter. Tokens only where they were asked for. */
  const authorized = async ({ id, partner, applicant }: Account) => {
    const issued = await tokens.issue({
      use: 'user',
      account: partner,
      sub: applicant.email,
      scope: ['openid'],
    });
    const refresh_token = crypto.randomUUID();
    book.put({ kind: 'refresh', id: refresh_token, account: partner, email: applicant.email });
    return {
      account_id: id.slice(1),
      ...issued,
      refresh_token,
      email: applicant.email,
      previous_password_token: crypto.randomUUID(),
    };
  };

  const isAuthorizing = (query: URLSearchParams): boolean => query.get('authorize') === 'Bearer';

  const signUp: Handle = ({ json, params: { oid: partner = '' } }) => {
    const taken = take(SignUp, json);
    if (taken instanceof Response) return taken;
    const { body } = taken;
    const { email, signup_reference, agreement } = body.applicant;
    // the applicant accepts here: an agreement without its name and version is none
    if (agreement.name === undefined || agreement.version === undefined) {
      return refuse(400, 'missing_field', 'Bad / invalid request', {
        errors: [{ field: 'applicant.agreement' }],
      });
    }
    const before = book
      .all('signup')
      .find(
        (one) =>
          one.partner === partner &&
          isSame(one.body.applicant.email, email) &&
          one.body.applicant.signup_reference === signup_reference,
      );
    const record = { kind: 'signup' as const, id: before?.id ?? crypto.randomUUID(), partner, body };
    const sent = codeFor(desk, email);
    book.put({ ...record, ...sent });
    send(desk, { to: email, subject: 'Verify your e-mail address', code: sent.code });
    return new Response(null, { status: 202 });
  };

  const verify: Handle = async ({ query, params: { oid: partner } }) => {
    const code = query.get('verification_code') ?? '';
    const found = book.all('signup').find((one) => one.partner === partner && one.code === code);
    if (found === undefined) return refuse(400, 'verification_code_invalid', 'The code is wrong');
    if (found.until <= clock.now()) return refuse(400, 'verification_code_expired', 'The code is over');
    const account = openAccount(desk, found.partner, found.body);
    book.remove('signup', found.id);
    if (!isAuthorizing(query)) return new Response(null, { status: 202 });
    return Response.json(await authorized(account));
  };

  const prefill: Handle = ({ json, params: { oid: partner = '' } }) => {
    const taken = take(Prefill, json);
    if (taken instanceof Response) return taken;
    const { prefill_id: _, ...body } = taken.body;
    const id = crypto.randomUUID();
    book.put({ kind: 'prefill', id, partner, body });
    const link = `${desk.pages.onboarding}?prefill=${id}`;
    send(desk, { to: body.applicant.email, subject: 'Accept the terms and open your account', link });
    return Response.json({ ...body, prefill_id: id });
  };

  const pending = (partner: string | undefined, id: string | undefined): Of<'prefill'> | undefined => {
    const found = book.get('prefill', id ?? '');
    return found?.partner === partner ? found : undefined;
  };

  const readPrefill: Handle = ({ params: { oid, id } }) => {
    const found = pending(oid, id);
    return found === undefined ? notFound() : Response.json({ ...found.body, prefill_id: found.id });
  };

  const acceptPrefill: Handle = async ({ json, query, params: { oid, id } }) => {
    const found = pending(oid, id);
    if (found === undefined) return notFound();
    const taken = take(Prefill, json);
    if (taken instanceof Response) return taken;
    const { prefill_id: _, ...body } = taken.body;
    const { name, version } = body.applicant.agreement;
    if (name === undefined || version === undefined) {
      return refuse(400, 'missing_field', 'Bad / invalid request', {
        errors: [{ field: 'applicant.agreement' }],
      });
    }
    const account = openAccount(desk, found.partner, {
      ...body,
      account_manager: found.body.account_manager,
    });
    book.remove('prefill', found.id);
    const said = { ...body, prefill_id: found.id };
    return Response.json(isAuthorizing(query) ? { ...said, ...(await authorized(account)) } : said);
  };

  return { signUp, verify, prefill, readPrefill, acceptPrefill } satisfies Partial<
    Record<OperationName, Handle>
  >;
};
