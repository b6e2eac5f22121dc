import * as z from 'zod';
import { NodeConfig } from './node-config.ts';

/** JSON Schema of a place in the configuration; `secret: true` where a value must not stand in the file itself. */
export type Schema = z.core.JSONSchema.JSONSchema;

export const schema: Schema = z.toJSONSchema(NodeConfig, { io: 'input' });

/** The schema of what is under a key or an index. Undefined: the schema knows no such thing. */
export const within = (outer: Schema | undefined, key: string | number): Schema | undefined => {
  const inner = typeof key === 'number' ? outer?.items : outer?.properties?.[key];
  return typeof inner === 'object' && !Array.isArray(inner) ? inner : undefined;
};
