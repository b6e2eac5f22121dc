import * as z from 'zod';

/** What one document cost. */
export const Cost = z.object({ refused: z.boolean(), milliseconds: z.number(), megabytes: z.number() });
export type Cost = z.infer<typeof Cost>;
