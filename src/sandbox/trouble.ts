import * as z from 'zod';

/** What may go wrong on purpose, until it is reset. For one process: a restart begins untroubled. */
export const Trouble = z.strictObject({
  /** Every answer of a provider comes so much later. */
  latencyMs: z.int().min(0).max(120_000).default(0),
  /**
   * What create answers: `before`: 500, and nothing has happened; `after`: 500, though it has; `timeout`: nothing,
   * though it has; `throttled`: 429 with `Retry-After`, and nothing has; `garbled`: a page of HTML, though it has.
   */
  createError: z.enum(['before', 'after', 'timeout', 'throttled', 'garbled']).nullable().default(null),
  /** What read answers: 503 with `Retry-After`, nothing, 429 with `Retry-After`, or a page of HTML. */
  readError: z.enum(['unavailable', 'timeout', 'throttled', 'garbled']).nullable().default(null),
  /** `reordered`: every other callback comes after the one that should have followed it. */
  callbacks: z.enum(['normal', 'lost', 'doubled', 'reordered']).default('normal'),
  /** BRP says what is wrong with HTTP 200. */
  errorsWithOk: z.boolean().default(false),
});
export type Trouble = z.infer<typeof Trouble>;
export type CreateError = NonNullable<Trouble['createError']>;
export type ReadError = NonNullable<Trouble['readError']>;

const none: Trouble = Trouble.parse({});

export interface TroubleSwitch {
  now(): Trouble;
  /** `GET`, `PUT` (the whole; what is left out is as usual) and `DELETE /sandbox/trouble`. */
  answer(request: Request): Promise<Response>;
}

export const createTroubleSwitch = (): TroubleSwitch => {
  let current = none;

  const put = async (request: Request): Promise<Response> => {
    const asked = Trouble.safeParse(await request.json().catch(() => undefined));
    if (!asked.success) {
      const fields = asked.error.issues.map((issue) => z.core.toDotPath(issue.path) || 'body');
      return Response.json({ error: 'trouble_invalid', fields }, { status: 400 });
    }
    current = asked.data;
    return Response.json(current);
  };

  return {
    now: () => current,
    async answer(request) {
      if (request.method === 'PUT') return put(request);
      if (request.method === 'DELETE') current = none;
      else if (request.method !== 'GET') return new Response(null, { status: 405 });
      return Response.json(current);
    },
  };
};
