import * as z from 'zod';
import { fieldCodes, type ProblemCode, problems } from './words.ts';

/** RFC 9457 problem document. `code` is ours and closed; `traceId` finds the log line. Never a personal number. */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
    traceId: z.string(),
    errors: z
      .array(
        z.strictObject({
          /** RFC 6901 pointer into the body, or the name of the header or query parameter. */
          pointer: z.string(),
          code: z.enum(fieldCodes),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
