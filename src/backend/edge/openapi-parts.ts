import * as z from 'zod';
import type { ProblemCode } from '../../protocol/words.ts';

/** JSON, as it goes into the OpenAPI document. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What the OpenAPI document says about one route, beside what the route table and its `needs` already say. */
export interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Json[];
  readonly requestBody?: Json;
  /** Answers other than refusals, by status. */
  readonly answers: Readonly<Record<number, Json>>;
  /** Refusals beside those that every route with the same `needs` has. */
  readonly problems?: readonly ProblemCode[];
  /** True where the caller authenticates as an OAuth client, and is refused in OAuth's form. */
  readonly oauth?: true;
}

/** Reference to a schema of the protocol, by the id in its own metadata. */
export const refTo = (schema: z.ZodType): Json => {
  const id = z.globalRegistry.get(schema)?.id;
  if (id === undefined) throw new TypeError('a schema in the document needs an id');
  return { $ref: `#/components/schemas/${id}` };
};

export const content = (schema: Json, type = 'application/json'): Json => ({ [type]: { schema } });

export const answer = (description: string, schema?: Json, ...headers: readonly string[]): Json => ({
  description,
  ...(schema === undefined ? {} : { content: content(schema) }),
  ...(headers.length === 0
    ? {}
    : {
        headers: Object.fromEntries(headers.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
      }),
});

export const parameter = (
  place: 'path' | 'query' | 'header',
  name: string,
  description: string,
  required = false,
): Json => ({
  name,
  in: place,
  required,
  description,
  schema: { type: 'string' },
});

export const object = (properties: Readonly<Record<string, Json>>, required: readonly string[]): Json => ({
  type: 'object',
  properties,
  required,
});
