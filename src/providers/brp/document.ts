import { parseJson } from '../read-body.ts';
import type { Profile } from './profile.ts';
import { readXml, type XmlElement, XmlRefused } from './xml.ts';

/** The suffix of a path chooses it. */
export type Format = 'xml' | 'json';

/** Tags and their texts, as they came. */
export type Fields = Readonly<Record<string, string>>;

/** What an answer says: consents, or what is wrong. Null: it is neither. */
export type Told = { readonly consents: readonly Fields[] } | { readonly errors: readonly Fields[] } | null;

const fieldsOf = ({ children }: XmlElement): Fields => {
  const fields = new Map<string, string>();
  for (const { name, text, children: inner } of children) {
    // which of two would be meant, and what an element in place of a text?
    if (fields.has(name) || inner.length > 0) throw new XmlRefused('a field is not one text');
    fields.set(name, text);
  }
  return Object.fromEntries(fields);
};

const itemsOf = (root: XmlElement, name: string): readonly Fields[] => {
  if (root.children.some((child) => child.name !== name)) throw new XmlRefused('another element in the list');
  return root.children.map(fieldsOf);
};

const fromXml = (body: Uint8Array, { list, item }: Profile['names']): Told => {
  const root = readXml(body);
  if (root.name === 'errors') return { errors: itemsOf(root, 'error') };
  return root.name === list ? { consents: itemsOf(root, item) } : null;
};

/** Numbers that are names may be numbers there; of any other, leading zeros would be lost. */
const namedByNumber = ['id', 'personid', 'companyid', 'code'];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (name: string, value: unknown): string | null => {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value === null) return '';
  return Number.isSafeInteger(value) && namedByNumber.includes(name) ? String(value) : null;
};

/** Null: something in it is no text, and not to be taken for one. */
const fieldsIn = (value: unknown): Fields | null => {
  if (!isObject(value)) return null;
  const texts = Object.entries(value).map(([name, inner]) => [name, textOf(name, inner)] as const);
  return texts.some(([, text]) => text === null)
    ? null
    : Object.fromEntries(texts.map(([name, text]) => [name, text ?? '']));
};

/** A list, or one thing that stands for a list of one, as in what is made from XML. */
const listIn = (value: unknown, name: string): readonly Fields[] | null => {
  if (value === null || value === '') return [];
  const inner = isObject(value) && name in value ? value[name] : value;
  const all = (Array.isArray(inner) ? inner : [inner]).map(fieldsIn);
  const whole = all.filter((fields) => fields !== null);
  return whole.length === all.length ? whole : null;
};

const fromJson = (body: Uint8Array, { list, item }: Profile['names']): Told => {
  const root = parseJson(body);
  if (!isObject(root)) return null;
  if ('errors' in root) {
    const errors = listIn(root.errors, 'error');
    return errors && { errors };
  }
  const consents = list in root ? listIn(root[list], item) : null;
  return consents && { consents };
};

/** What stands in an answer. Never throws: what cannot be read says nothing. */
export const readDocument = (body: Uint8Array, format: Format, { names }: Profile): Told => {
  if (format === 'json') return fromJson(body, names);
  try {
    return fromXml(body, names);
  } catch (error) {
    if (error instanceof XmlRefused) return null;
    throw error;
  }
};
