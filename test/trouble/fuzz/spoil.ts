import fc from 'fast-check';
import * as z from 'zod';

type Json = z.core.util.JSONType;
type Schema = z.core.JSONSchema.JSONSchema;
type Path = readonly (string | number)[];

/** A place in a valid value, and what the schema says of it. */
interface Place {
  readonly path: Path;
  readonly schema: Schema;
}

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every place of `value`, the whole included. Of alternatives, the first that has the right keys. */
const placesOf = (root: Schema, value: Json): readonly Place[] => {
  const resolve = (schema: Schema): Schema => {
    const name = schema.$ref?.split('/').at(-1);
    const found = name === undefined ? schema : root.$defs?.[name];
    return typeof found === 'object' ? found : {};
  };
  const fits = (schema: Schema, item: Json): boolean =>
    isObject(item) && Object.keys(item).every((key) => key in (resolve(schema).properties ?? {}));
  const walk = (schema: Schema, item: Json, path: Path): readonly Place[] => {
    const here = resolve(schema);
    const kind = [...(here.anyOf ?? []), ...(here.oneOf ?? [])].find((one) => fits(one, item));
    if (kind !== undefined) return walk(kind, item, path);
    const within = (key: string | number, inner: Json): readonly Place[] => {
      const next = typeof key === 'number' ? here.items : here.properties?.[key];
      return walk(typeof next === 'object' && !Array.isArray(next) ? next : {}, inner, [...path, key]);
    };
    const inner = Array.isArray(item)
      ? item.flatMap((one, index) => within(index, one))
      : isObject(item)
        ? Object.entries(item).flatMap(([key, one]) => within(key, one))
        : [];
    return [{ path, schema: here }, ...inner];
  };
  return walk(root, value, []);
};

const nested = (depth: number): Json => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

/** Names that mean something to JavaScript. A literal would set the prototype; parsed, they are keys like any other. */
const cursed: readonly Json[] = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map((key) =>
  JSON.parse(`{"${key}": {"isAdmin": true}}`),
);

const junk: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    0,
    -1,
    0.5,
    1e308,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '🇩🇰',
    '٣٤٥',
    {},
    [],
    [[]],
  ),
  fc.constantFrom(...cursed),
  fc.integer({ min: 2, max: 3000 }).map(nested),
  fc.integer({ min: 1, max: 70_000 }).map((length) => 'x'.repeat(length)),
  fc.string({ unit: 'binary' }),
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value))),
);

/** What lies just beyond what the schema allows at a place. */
const beyond = ({ minimum, maximum, maxLength, maxItems, minItems }: Schema): readonly Json[] => [
  ...(minimum === undefined ? [] : [minimum - 1]),
  ...(maximum === undefined ? [] : [maximum + 1]),
  ...(maxLength === undefined ? [] : ['x'.repeat(maxLength + 1)]),
  ...(maxItems === undefined ? [] : [Array.from({ length: maxItems + 1 }, () => ({}))]),
  ...(minItems === undefined ? [] : [[]]),
];

const inPlaceOf = (value: Json, [key, ...rest]: Path, put: (old: Json) => Json | undefined): Json => {
  const set = (inner: Json): Json | undefined =>
    rest.length === 0 ? put(inner) : inPlaceOf(inner, rest, put);
  if (key === undefined) return put(value) ?? null;
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => (index === key ? (set(item) ?? []) : [item]));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const after = name === key ? set(inner) : inner;
      return after === undefined ? [] : [[name, after]];
    }),
  );
};

/** Values that a schema refuses, each a valid one in which one place is wrong. */
export const spoiled = (schema: z.ZodType, valid: Json): fc.Arbitrary<Json> => {
  if (!schema.safeParse(valid).success) throw new TypeError('it is not even valid before it is spoiled');
  const places = placesOf(z.toJSONSchema(schema, { io: 'input' }), valid);
  const changes = (place: Place): fc.Arbitrary<(old: Json) => Json | undefined> =>
    fc.oneof(
      fc.constantFrom(...[...beyond(place.schema), `${JSON.stringify(valid)}`]).map((value) => () => value),
      junk.map((value) => () => value),
      fc.constant(() => undefined),
      fc.constant((old: Json) => [old]),
      fc.constant((old: Json) => (typeof old === 'number' ? String(old) : Number.NaN)),
      fc
        .string()
        .chain((key) =>
          junk.map((value) => (old: Json) => (isObject(old) ? { ...old, [key]: value } : value)),
        ),
      fc
        .constantFrom(...cursed)
        .map((key) => (old: Json) => (isObject(old) && isObject(key) ? { ...old, ...key } : key)),
    );
  return fc
    .constantFrom(...places)
    .chain((place) => changes(place).map((change) => inPlaceOf(valid, place.path, change)))
    .filter((value) => !schema.safeParse(JSON.parse(JSON.stringify(value))).success);
};
