/**
 * Second line of defence for the log: whoever writes a line leaves personal numbers and tokens out; what slips
 * through all the same is taken out here. It prefers to take out too much.
 */

const gone = '[redacted]';

/** Fields whose value is never for a log, whatever it looks like. */
const secretNames =
  /^(authorization|cookie|password|secret|token|assertion|debtor|cpr\w*|mobile\w*|api_?key|person_?id|payer_?number|clearing(_?number)?|account_?number)$|_?(token|secret)$/i;

/** What is named `kept` stays before what is taken out. */
const secretTexts: readonly RegExp[] = [
  // A JWT, or the start of one.
  /\beyJ[\w-]{8,}(\.[\w-]*)*/g,
  // CPR: six digits, perhaps a hyphen, four digits. Takes any other ten digits with it.
  /(?<!\d)\d{6}[- ]?\d{4}(?!\d)/g,
  // A telephone number in E.164.
  /\+\d[\d ]{6,16}\d/g,
  // Credentials in a header or a URL.
  /\b(Basic|Bearer) [\w+/=.~-]+/g,
  /(?<kept>\/\/)[^\s/?#@]+(?=@)/g,
  // The whole query of an address, and each parameter that carries a key, a person or an account where it stands alone.
  /(?<kept>\bhttps?:\/\/[^\s?"'<>]*\?)[^\s"'<>]+/gi,
  /(?<kept>(?:apikey|personid|payernumber|clearingnumber|accountnumber)(?:=|%3D))[^\s&"'<>]+/gi,
  // The same as tags of a document.
  /(?<kept><(?:payernumber|personid|clearingnumber|accountnumber)>)[^<]+/gi,
  // A Swedish personal number with its century: twelve digits, perhaps a hyphen before the last four.
  /(?<!\d)\d{8}[- ]?\d{4}(?!\d)/g,
];

/** A trace id: random, though ten of its 32 hex digits may be decimal. Whoever looks for a refusal looks for it whole. */
const traceId = /^[\da-f]{32}$/;

const redactText = (text: string): string =>
  traceId.test(text)
    ? text
    : secretTexts.reduce(
        (left, secret) => left.replace(secret, (...match) => `${keptOf(match.at(-1))}${gone}`),
        text,
      );

/** The last of what a replacer is given: the named groups, or the whole text where there are none. */
const keptOf = (groups: unknown): string =>
  typeof groups === 'object' && groups !== null && 'kept' in groups ? String(groups.kept) : '';

/** A copy of `value` as JSON can hold it, with what must not be read taken out. */
export const redact = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 6) return gone;
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretNames.test(name) ? gone : redact(item, depth + 1),
    ]),
  );
};

const redactError = (error: Error, depth: number): unknown => ({
  name: error.name,
  message: redactText(error.message),
  stack: redactText(error.stack ?? ''),
  ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
});
