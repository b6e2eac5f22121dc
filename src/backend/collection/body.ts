import type * as z from 'zod';
import type { FieldCode } from '../../protocol/words.ts';
import { Refusal } from '../edge/problem.ts';

/** Reads a JSON body of the expected shape. Refusals name the place and never what stood there. */
export const readBody = async <S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> => {
  if (!/^application\/json *(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new Refusal('content_type_unsupported');
  }
  const body = parseJson(await request.arrayBuffer());
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({
    pointer: pointerTo(issue.path),
    code: codeOf(issue, body),
  }));
  throw new Refusal('body_invalid', { errors });
};

/** UTF-8 and nothing else (RFC 8259 §8.1): mended, a text would say what nobody has written. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

const parseJson = (bytes: ArrayBuffer): unknown => {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new Refusal('body_not_json');
  }
};

/** RFC 6901. */
const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const codeOf = (issue: z.core.$ZodIssue, body: unknown): FieldCode => {
  const sized = (size: string, length: FieldCode, value: FieldCode): FieldCode =>
    ['string', 'array', 'set'].includes(size) ? length : value;
  if (valueAt(body, issue.path) === undefined) return 'missing';
  switch (issue.code) {
    case 'invalid_type':
      return 'type';
    case 'too_big':
      return sized(issue.origin, 'too_long', 'too_large');
    case 'too_small':
      return sized(issue.origin, 'too_short', 'too_small');
    case 'unrecognized_keys':
      return 'unknown_key';
    case 'invalid_value':
    case 'invalid_union':
      return 'not_allowed';
    default:
      return 'format';
  }
};

const valueAt = (value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown => {
  if (key === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return valueAt(Object.getOwnPropertyDescriptor(value, key)?.value, rest);
};
