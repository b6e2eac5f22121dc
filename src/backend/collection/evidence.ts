import type { MandateText } from '../../protocol/collection-request.ts';
import type { Surface } from '../../protocol/words.ts';
import type { Store, Write } from '../store/store.ts';
import type { MandateEvidence } from './record.ts';

export const evidenceOf = async (
  { id, version, locale, text }: MandateText,
  surface: Surface,
  at: number,
): Promise<MandateEvidence> => {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const sha256 = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { text: id, version, locale, sha256, surface, at };
};

/** Table `mandate_texts`: each text once, under its hash. No write where it is there already. */
export const keepText = async (store: Store, sha256: string, text: string): Promise<readonly Write[]> =>
  (await store.get('mandate_texts', sha256)) === undefined
    ? [{ table: 'mandate_texts', id: sha256, value: { text }, expect: 0 }]
    : [];
