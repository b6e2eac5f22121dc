import { readFileSync } from 'node:fs';

/** One published or derived example, with the verdict that its source gives. `null` is a verdict that is open. */
export interface Vector {
  readonly input: string;
  readonly valid: boolean | null;
  readonly kind?: string;
  readonly country?: string;
  readonly e164?: string | null;
  readonly clearing?: string;
  readonly account?: string;
  readonly bank?: string;
  readonly reason?: string;
  readonly tags?: readonly string[];
}

export const vectors = (name: string): readonly Vector[] =>
  JSON.parse(readFileSync(new URL(`vectors/${name}.json`, import.meta.url), 'utf8')).vectors;
