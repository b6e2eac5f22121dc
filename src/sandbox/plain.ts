import type * as z from 'zod';

/** For the people behind the provider, not for its clients. */
export const refuse = (status: number, error: string, message: string): Response =>
  Response.json({ error, message }, { status });

/** The body, if it keeps the rules; else null. */
export const read = async <T>(request: Request, schema: z.ZodType<T>): Promise<T | null> => {
  const parsed = schema.safeParse(await request.json().catch(() => undefined));
  return parsed.success ? parsed.data : null;
};
