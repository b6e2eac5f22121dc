import type * as z from 'zod';
import { type AuthorizationDetail, AuthorizationDetails } from '../../protocol/session.ts';
import type { MerchantConfig } from '../config.ts';
import { Refusal } from '../edge/problem.ts';
import { admit, type TaskKinds } from '../session/task-kinds.ts';
import { OAuthRefusal } from './refusal.ts';

/**
 * Reads the parameter `authorization_details` (RFC 9396) and holds it against what the merchant may do, so that a
 * session that could never be paid is not opened. The debtor's number comes out in its normal form. Throws
 * `invalid_authorization_details`, naming the field and never what stood in it.
 */
export const readAuthorizationDetails = (
  text: string,
  merchant: MerchantConfig,
  kinds: TaskKinds,
): readonly AuthorizationDetail[] => {
  const parsed = AuthorizationDetails.safeParse(parseJson(text));
  if (!parsed.success) throw refuse(describe(parsed.error));
  return parsed.data.map((detail, at) => {
    try {
      return admit(kinds, detail, merchant);
    } catch (error) {
      const fault = error instanceof Refusal ? error.errors?.[0] : undefined;
      if (fault === undefined) throw error;
      throw refuse(`${nameOf([at, ...partsOf(fault.pointer)])}: ${fault.code}`);
    }
  });
};

/** Of an RFC 6901 pointer, places in a list as numbers. */
const partsOf = (pointer: string): readonly PropertyKey[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

const refuse = (description: string): OAuthRefusal =>
  new OAuthRefusal('invalid_authorization_details', description);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('authorization_details is not JSON');
  }
};

/** `authorization_details[0].amount.value: too_small`. Only names and codes: the messages may quote values. */
const describe = (error: z.ZodError): string => {
  const [issue] = error.issues;
  return issue === undefined ? nameOf([]) : `${nameOf(issue.path)}: ${issue.code}`;
};

const nameOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : `${name}.${String(part)}`),
    'authorization_details',
  );
