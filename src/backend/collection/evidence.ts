import type { MandateText } from '../../protocol/collection-request.ts';
import type { Surface } from '../../protocol/words.ts';
import type { Store, Write } from '../store/store.ts';
import type { MandateEvidence } from './record.ts';

/** SHA-256 of a text in UTF-8, in hex. */
export const sha256 = async (text: string): Promise<string> => {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

export const evidenceOf = async (
  { id, version, locale, text }: MandateText,
  surface: Surface,
  at: number,
): Promise<MandateEvidence> => ({
  text: id,
  version,
  locale,
  sha256: await sha256(text),
  surface,
  at,
});

/** Table `mandate_texts`: each text once, under its hash. No write where it is there already. */
export const keepText = async (store: Store, hash: string, text: string): Promise<readonly Write[]> =>
  (await store.get('mandate_texts', hash)) === undefined
    ? [{ table: 'mandate_texts', id: hash, value: { text }, expect: 0 }]
    : [];
