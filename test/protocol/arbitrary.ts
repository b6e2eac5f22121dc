import fc from 'fast-check';
import * as z from 'zod';

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const numberOf = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

const formats: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'date-time': fc
    .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  date: fc
    .date({ min: new Date('1920-01-01'), max: new Date('2009-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  uri: fc.domain().map((host) => `https://${host}/`),
  email: fc.stringMatching(/^[a-z]{1,12}@[a-z]{1,12}\.com$/),
};

const text = (schema: Json): fc.Arbitrary<unknown> => {
  const { format, pattern, maxLength } = schema;
  if (typeof format === 'string') return formats[format] ?? fc.string();
  const short = fc.stringMatching(/^[A-Za-z0-9 æøåÄÖ]{1,12}$/);
  // What people write is too wide a pattern to draw from: a narrow part of it is enough.
  if (typeof pattern !== 'string' || pattern.includes('\\p{')) return short;
  return fc.stringMatching(new RegExp(pattern)).filter((one) => one.length <= numberOf(maxLength, 1000));
};

const object = (schema: Json, named: Json): fc.Arbitrary<unknown> => {
  const properties = isJson(schema.properties) ? schema.properties : {};
  const required = listOf(schema.required).map(String);
  const parts = Object.fromEntries(
    Object.entries(properties).map(([key, one]) => [key, fromJson(one, named)]),
  );
  return fc.record(parts, { requiredKeys: required, noNullPrototype: true });
};

const fromJson = (schema: unknown, named: Json): fc.Arbitrary<unknown> => {
  if (!isJson(schema)) throw new TypeError('no schema');
  if (typeof schema.$ref === 'string') return fromJson(named[schema.$ref.replace('#/$defs/', '')], named);
  const choices = listOf(schema.anyOf ?? schema.oneOf);
  if (choices.length > 0) return fc.oneof(...choices.map((one) => fromJson(one, named)));
  const types = listOf(schema.type);
  if (types.length > 0) return fc.oneof(...types.map((type) => fromJson({ ...schema, type }, named)));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...listOf(schema.enum));
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({
        min: numberOf(schema.minimum, -1000),
        max: Math.min(numberOf(schema.maximum, 1e6), 1e6),
      });
    case 'string':
      return text(schema);
    case 'array':
      return fc.array(fromJson(schema.items, named), {
        minLength: numberOf(schema.minItems, 0),
        maxLength: 3,
      });
    default:
      return object(schema, named);
  }
};

/** Values that a schema accepts, made from the schema itself. */
export const arbitraryOf = (schema: z.ZodType): fc.Arbitrary<unknown> => {
  const json = z.toJSONSchema(schema);
  return fromJson(json, isJson(json.$defs) ? json.$defs : {}).filter(
    (value) => schema.safeParse(value).success,
  );
};
