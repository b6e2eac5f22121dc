import * as z from 'zod';
import { CollectionRequest, CollectionRequestList } from '../../src/protocol/collection-request.ts';
import { isSettled } from '../../src/protocol/order.ts';

const Token = z.object({ access_token: z.string() });

/** Waits, as the demo shop's server, until nothing more is to come for the newest request of this reference. */
export const untilSettled = async (backend: string, reference: string): Promise<void> => {
  const answer = await fetch(`${backend}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('demo-shop:demo-secret')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const authorization = `Bearer ${Token.parse(await answer.json()).access_token}`;
  const read = (path: string, known = '""') =>
    fetch(`${backend}/v1/collection-requests${path}`, {
      headers: { authorization, prefer: 'wait=25', 'if-none-match': known },
    });
  const list = CollectionRequestList.parse(await (await read(`?reference=${reference}`)).json());
  let request = list.items.at(-1);
  while (request !== undefined && !isSettled(request)) {
    const next = await read(`/${request.id}`, `"${request.revision}"`);
    if (next.status === 200) request = CollectionRequest.parse(await next.json());
  }
};
