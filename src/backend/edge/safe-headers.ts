import type { MiddlewareHandler } from 'hono';
import type { Env } from './env.ts';

const always: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Answers are data, never pages: nothing may run, frame or guess them. Kept by no cache unless a handler says so. */
export const safeHeaders = (publicUrl: string): MiddlewareHandler<Env> => {
  const secure = publicUrl.startsWith('https:');
  return async (c, next) => {
    await next();
    const { headers } = c.res;
    for (const [name, value] of Object.entries(always)) headers.set(name, value);
    if (secure) headers.set('strict-transport-security', 'max-age=31536000');
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  };
};
