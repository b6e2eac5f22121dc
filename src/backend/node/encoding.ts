/** Content codings that we make, the one that saves most first. */
export const encodings = ['br', 'gzip'] as const;
export type Encoding = (typeof encodings)[number];

/**
 * The coding to answer with under this `Accept-Encoding` (RFC 9110 §12.5.3); null: none. Not every engine takes
 * brotli (WebKitGTK does not ask for it).
 */
export const chooseEncoding = (accept: string | null): Encoding | null => {
  if (accept === null) return null;
  const weights = new Map(accept.split(',').map(readWeight));
  const weightOf = (name: string): number => weights.get(name) ?? weights.get('*') ?? 0;
  const [best] = encodings
    .filter((name) => weightOf(name) > 0 && weightOf(name) >= (weights.get('identity') ?? 0))
    .sort((a, b) => weightOf(b) - weightOf(a));
  return best ?? null;
};

/** `gzip;q=0.5` → `['gzip', 0.5]`. A weight that cannot be read counts as none. */
const readWeight = (part: string): [name: string, weight: number] => {
  const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return [name, weight === undefined ? 1 : Number(weight.slice(2)) || 0];
};
