import { type Trouble, trouble } from '../../../flow/trouble.ts';
import type { Onboarding } from '../../../protocol/onboarding.ts';
import { readProblem } from '../../../protocol/read.ts';
import type { Route } from '../../../protocol/route.ts';
import { pathOf } from '../../../protocol/routes.ts';
import type { Caller } from '../../call.ts';
import { Refused, unreachable } from '../../refused.ts';
import { onboardingIn } from '../wire.ts';

interface Sent {
  readonly status: number;
  readonly body: unknown;
}

/** By `XMLHttpRequest`, which alone tells how much of a body has been sent. */
const send = (
  address: string,
  token: string,
  file: Blob,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Sent> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('content-type', file.type);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => resolve({ status: request.status, body: request.response });
    request.onerror = () => reject(new Refused(trouble('unreachable')));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    signal.throwIfAborted();
    request.send(file);
  });

const refusalOf = ({ status, body }: Sent): Trouble => {
  const problem = readProblem(body);
  if (problem !== undefined) return trouble(problem.code, problem.traceId);
  return trouble(status >= 500 ? 'unavailable' : 'answer_invalid');
};

/** Sends a file as it is. Throws `Refused`. */
export const upload = async (
  { backend, tokens }: Caller,
  route: Route,
  parts: Readonly<Record<string, string>>,
  file: Blob,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Onboarding> => {
  const address = backend() + pathOf(route, parts);
  const token = await tokens.get(signal);
  let sent = await send(address, token, file, onProgress, signal);
  if (sent.status === 401) {
    const other = await tokens.instead(token, refusalOf(sent).code === 'token_expired');
    if (other !== undefined) sent = await send(address, other, file, onProgress, signal);
  }
  if (sent.status === 0) unreachable();
  if (sent.status !== 200) throw new Refused(refusalOf(sent));
  return onboardingIn(sent);
};
