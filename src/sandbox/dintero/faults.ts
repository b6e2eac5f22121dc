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
      return refuse(500, 'unexpected', 'An unexpected error');
    case 'unavailable':
      return refuse(503, 'unavailable', 'Not just now', { retryAfter: 2 });
    case 'throttled':
      return refuse(429, 'too_many_requests', 'Too many requests', { retryAfter: 2 });
    case 'garbled':
      return new Response('<!doctype html><title>Maintenance</title>', {
        headers: { 'content-type': 'text/html' },
      });
    case 'timeout':
      await clock.sleep(never, signal).catch(() => {});
      return refuse(504, 'timeout', 'No answer');
  }
};

/** Whether a fault strikes before anything has happened. */
export const strikesBefore = (fault: CreateError): boolean => fault === 'before' || fault === 'throttled';
