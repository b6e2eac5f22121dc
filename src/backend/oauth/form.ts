import { OAuthRefusal } from './refusal.ts';

export type Form = ReadonlyMap<string, string>;

/** The parameters of an OAuth request (RFC 6749 §3.2): form-encoded, none twice, an empty one as if it were not there. */
export const readForm = async (request: Request): Promise<Form> => {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') {
    throw new OAuthRefusal('invalid_request', 'the body must be application/x-www-form-urlencoded');
  }
  const form = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(await request.text())) {
    if (value === '') continue;
    if (form.has(name)) throw new OAuthRefusal('invalid_request', 'a parameter is there more than once');
    form.set(name, value);
  }
  return form;
};

/** The parameter's value. Throws `invalid_request`, naming it, if it is not there. */
export const required = (form: Form, name: string): string => {
  const value = form.get(name);
  if (value === undefined) throw new OAuthRefusal('invalid_request', `${name} is missing`);
  return value;
};
