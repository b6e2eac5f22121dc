import type { Consent } from './records.ts';

/** What a response is written as: the suffix of the path says which. */
export type Format = 'xml' | 'json';

export interface Fault {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly debuginfo?: string;
  readonly retryAfter?: number;
}

/** In the order of the published document, each line indented as it is there. */
const fields = [
  ['    ', 'id'],
  ['    ', 'payernumber'],
  ['    ', 'personid'],
  ['    ', 'clearingnumber'],
  ['\t', 'accountnumber'],
  ['\t', 'created'],
  ['\t', 'companyid'],
  ['\t', 'companyname'],
  ['    ', 'active'],
  ['    ', 'bgcaction'],
] as const;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const tag = (name: string, value: unknown): string => `<${name}>${escaped(String(value))}</${name}>`;

const toXml = (consent: Consent): string => {
  const lines = fields.map(([indent, name]) => `${indent}${tag(name, consent[name])}\n`);
  return `  <autogiromedgivande>\n${lines.join('')}  </autogiromedgivande>\n`;
};

const listXml = (consents: readonly Consent[]): string =>
  consents.length === 0
    ? '<autogiromedgivanden/>\n'
    : `<autogiromedgivanden>\n${consents.map(toXml).join('')}</autogiromedgivanden>\n`;

/** Its form in JSON is not published: ids as numbers, all other numbers as texts. */
const toJson = (consent: Consent) => ({
  ...Object.fromEntries(fields.map(([, name]) => [name, consent[name]])),
  id: Number(consent.id),
  personid: Number(consent.personid),
  companyid: Number(consent.companyid),
});

const answer = (format: Format, body: string, init: ResponseInit = {}): Response => {
  const type = format === 'xml' ? 'text/xml;charset=UTF-8' : 'application/json;charset=UTF-8';
  return new Response(body, { ...init, headers: { 'content-type': type, ...init.headers } });
};

export const answerList = (format: Format, consents: readonly Consent[]): Response =>
  answer(
    format,
    format === 'xml' ? listXml(consents) : JSON.stringify({ autogiromedgivanden: consents.map(toJson) }),
  );

const errorXml = ({ code, message, debuginfo }: Fault): string => {
  const debug = debuginfo === undefined ? '' : tag('debuginfo', debuginfo);
  return `<errors><error>${tag('code', code)}${tag('message', message)}${debug}</error></errors>\n`;
};

const errorJson = ({ code, message, debuginfo }: Fault): string =>
  JSON.stringify({ errors: [{ code, message, ...(debuginfo !== undefined && { debuginfo }) }] });

/** The `<errors>` document. `withOk`: with HTTP 200, which nobody has published and nobody has ruled out. */
export const answerFault = (format: Format, fault: Fault, withOk = false): Response => {
  const headers = new Headers();
  if (fault.status === 401) headers.set('www-authenticate', 'Basic realm="BRP"');
  if (fault.retryAfter !== undefined) headers.set('retry-after', String(fault.retryAfter));
  const body = format === 'xml' ? errorXml(fault) : errorJson(fault);
  const response = answer(format, body, { status: withOk ? 200 : fault.status });
  for (const [name, value] of headers) response.headers.set(name, value);
  return response;
};
