import type { Clock } from '../given.ts';
import type { CreateError, ReadError } from '../trouble.ts';
import { refuse } from './envelope.ts';

/** How long an answer that never comes is held, in milliseconds, so that nothing is held for ever. */
const never = 600_000;

/** Answers as if something were wrong. `signal`: whoever waits has gone, or the sandbox stops. */
export const faultyAnswer = async (
  fault: CreateError | ReadError,
  clock: Clock,
  signal: AbortSignal,
): Promise<Response> => {
  switch (fault) {
    case 'before':
    case 'after':
      return refuse(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong');
    case 'unavailable':
      return refuse(503, 'SERVICE_UNAVAILABLE', 'Not just now', { retryAfter: 2 });
    case 'throttled':
      return refuse(429, 'TOO_MANY_REQUESTS', 'Too many requests', { retryAfter: 2 });
    case 'garbled':
      return new Response('<!doctype html><title>Maintenance</title>', {
        headers: { 'content-type': 'text/html' },
      });
    case 'timeout':
      await clock.sleep(never, signal).catch(() => {});
      return refuse(504, 'GATEWAY_TIMEOUT', 'No answer');
  }
};

/** Whether a fault on create strikes before anything has happened. */
export const strikesBefore = (fault: CreateError): boolean => fault === 'before' || fault === 'throttled';
