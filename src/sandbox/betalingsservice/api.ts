import type { ApiCall, ApiSettings } from './api-call.ts';
import { type CollectionRequest, cancel } from './collection-request.ts';
import { createCreate } from './create.ts';
import { refuse } from './envelope.ts';
import { faultyAnswer } from './faults.ts';
import { DebtorCheck, describe } from './order.ts';
import { notOnboarded } from './outcomes.ts';

const told = (request: CollectionRequest): Response => {
  const { uuid, statusCode, paymentStatus, mandateStatus, mandateNumber, errorCode } = request;
  return Response.json({
    uuid,
    statusCode,
    paymentStatus,
    ...(mandateStatus === null ? {} : { mandateStatus }),
    ...(mandateNumber === null ? {} : { mandateNumber }),
    ...(errorCode === null ? {} : { errorCode }),
  });
};

const notFound = (): Response =>
  refuse(404, 'COLLECTION_REQUEST_NOT_FOUND', 'There is no such collection request');

const checkDebtor = (json: unknown): Response => {
  const check = DebtorCheck.safeParse(json);
  if (!check.success) {
    return refuse(400, 'STVL-9999', 'Invalid structure', { details: describe(check.error) });
  }
  const { cprNumber = '' } = check.data.debtorIdentity;
  return Response.json({ onboarded: !notOnboarded.includes(cprNumber) });
};

/** The One-off API, for callers who have been identified. */
export const createApi = (settings: ApiSettings): ((call: ApiCall) => Promise<Response>) => {
  const { book, clock, pace } = settings;
  const create = createCreate(settings);

  /** Another consumer's requests are not there. */
  const find = (uuid: string, consumerKey: string): CollectionRequest | undefined => {
    const request = book.get(uuid);
    return request?.consumerKey === consumerKey ? request : undefined;
  };

  const read = async (uuid: string, call: ApiCall): Promise<Response> => {
    const { readError } = settings.trouble();
    if (readError !== null) return faultyAnswer(readError, clock, call.signal);
    const request = find(uuid, call.consumerKey);
    return request === undefined ? notFound() : told(request);
  };

  const askForCancellation = (uuid: string, consumerKey: string): Response => {
    const request = find(uuid, consumerKey);
    if (request === undefined) return notFound();
    const cancelling = cancel(request, clock.now(), pace);
    if (cancelling === null) return refuse(409, 'NOT_PENDING', 'The request has ended');
    book.put(cancelling);
    return new Response(null, { status: 202 });
  };

  return async (call) => {
    book.advance();
    const [, resource, uuid = '', ...below] = call.path.split('/');
    const route = [call.method, resource, uuid && '{uuid}', ...below].filter(Boolean).join(' ');
    switch (route) {
      case 'POST collection-requests':
        return create(call);
      case 'GET collection-requests {uuid}':
        return read(uuid, call);
      case 'POST collection-requests {uuid} cancellations':
        return askForCancellation(uuid, call.consumerKey);
      case 'POST debtor-checks':
        return checkDebtor(call.json);
      default:
        return refuse(404, 'RESOURCE_UNKNOWN', 'There is nothing here');
    }
  };
};
