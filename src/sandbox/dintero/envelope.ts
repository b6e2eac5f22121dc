import type * as z from 'zod';

/** The error envelope. `errors` name fields; they never repeat a value. */
export const refuse = (
  status: number,
  code: string,
  message: string,
  more: {
    readonly errors?: readonly { readonly field: string }[];
    readonly retryAfter?: number;
    readonly mfaToken?: string;
  } = {},
): Response => {
  const headers = more.retryAfter === undefined ? {} : { 'retry-after': String(more.retryAfter) };
  const error = { code, message, errors: more.errors ?? [] };
  const beside = more.mfaToken === undefined ? {} : { mfa_token: more.mfaToken };
  return Response.json({ error, ...beside }, { status, headers });
};

export const notFound = (): Response => refuse(404, 'not_found', 'Resource not found');

/** Which fields of a body break the rules. */
export const badRequest = (error: z.ZodError): Response =>
  refuse(400, 'invalid_field', 'Bad / invalid request', {
    errors: error.issues.map(({ path }) => ({ field: path.join('.') })),
  });
