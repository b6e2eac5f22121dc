import * as z from 'zod';
import type { Desk } from './call.ts';
import { moveCase } from './cases.ts';
import { notFound, refuse } from './envelope.ts';
import type { Case, CaseStatus } from './records.ts';

interface Action {
  readonly from: readonly CaseStatus[];
  readonly to: CaseStatus;
}

const underWay: readonly CaseStatus[] = [
  'WAITING_FOR_DECLARATION',
  'WAITING_FOR_DETAILS',
  'WAITING_FOR_SIGNATURE',
  'AUTOMATIC_REVIEW',
  'UNDER_MANUAL_REVIEW',
  'ERROR',
];

/** What may become of a case: first what its signatory does, then what the provider's staff do. */
const actions = {
  declare: { from: ['WAITING_FOR_DECLARATION'], to: 'WAITING_FOR_SIGNATURE' },
  sign: { from: ['WAITING_FOR_SIGNATURE'], to: 'AUTOMATIC_REVIEW' },
  give_details: { from: ['WAITING_FOR_DETAILS'], to: 'AUTOMATIC_REVIEW' },
  decline: { from: underWay, to: 'DECLINED' },
  ask_details: { from: underWay, to: 'WAITING_FOR_DETAILS' },
  review: { from: underWay, to: 'UNDER_MANUAL_REVIEW' },
  approve: { from: underWay, to: 'ACTIVE' },
  fail: { from: underWay, to: 'ERROR' },
  terminate: { from: ['ACTIVE'], to: 'TERMINATED' },
} as const satisfies Readonly<Record<string, Action>>;

const isFrom = ({ from }: Action, { status }: Case): boolean => from.includes(status);

const Body = z.strictObject({ action: z.enum(Object.keys(actions)) });

const actionOf = (name: string): Action | undefined =>
  Object.entries<Action>(actions).find(([key]) => key === name)?.[1];

/**
 * Behind the pretend signing page, where whoever has the link reads a case, fills in the rest and signs.
 *
 * `GET /sandbox/signing`, `GET /sandbox/signing/{id}`, `POST /sandbox/signing/{id}` `{"action": …}`.
 */
export const createSigning = (desk: Desk) => {
  const { book } = desk;

  const view = (one: Case) => ({
    id: one.id,
    account: one.account,
    kind: one.what,
    company: book.get('account', one.account)?.company?.business_name ?? null,
    organizationNumber: one.body.organization_number,
    status: one.status,
    actions: Object.entries<Action>(actions).flatMap(([name, action]) => (isFrom(action, one) ? [name] : [])),
  });

  const act = async (request: Request, one: Case): Promise<Response> => {
    const body = Body.safeParse(await request.json().catch(() => undefined));
    const action = body.success ? actionOf(body.data.action) : undefined;
    if (action === undefined) {
      return refuse(400, 'action_unknown', `The action is one of ${Object.keys(actions).join(', ')}`);
    }
    // read anew: somebody may have acted while the body came
    const now = book.get('case', one.id) ?? one;
    if (!isFrom(action, now)) return refuse(409, 'not_now', `The case is ${now.status}`);
    const after = moveCase(desk, now, action.to);
    await book.stored();
    return Response.json(view(after));
  };

  return async (request: Request, id: string): Promise<Response> => {
    if (id === '') return request.method === 'GET' ? Response.json(book.all('case').map(view)) : notFound();
    const one = book.get('case', id);
    if (one === undefined) return notFound();
    if (request.method === 'GET') return Response.json(view(one));
    return request.method === 'POST' ? act(request, one) : notFound();
  };
};
