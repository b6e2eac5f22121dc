import * as z from 'zod';

/** One HTTP request. `UNIQUE` in its body becomes a text that is another each time. */
const Call = z.strictObject({
  method: z.enum(['GET', 'POST']),
  url: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
});
export type Call = z.infer<typeof Call>;

/** What the load generator is asked to do; each is answered by one number or, `wake`, by `Awake`. */
export const Job = z.discriminatedUnion('do', [
  /** As often as it can for `ms`, over so many connections. Answer: calls a second. */
  z.strictObject({ do: z.literal('repeat'), call: Call, connections: z.int(), ms: z.int() }),
  /** So many times at once, each over its own connection, which is made before this is answered: by 0. */
  z.strictObject({ do: z.literal('hold'), call: Call, count: z.int() }),
  /** Once; answered when all that was held is answered. */
  z.strictObject({ do: z.literal('wake'), call: Call }),
]);
export type Job = z.infer<typeof Job>;

/** Milliseconds from the call that wakes until half of those held, and all, had their answer. */
export const Awake = z.strictObject({ half: z.number(), all: z.number() });
export type Awake = z.infer<typeof Awake>;
