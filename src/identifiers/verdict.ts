/** What may be said against a number. Texts are looked up by these codes. */
export type IdentifierReason = 'empty' | 'characters' | 'length' | 'date' | 'check_digit' | 'range';

/**
 * The one shape of every answer in this room. `value` is the number in its one normal form. A `warning` is worth
 * showing and never a reason to refuse.
 */
export type Verdict =
  | { readonly ok: true; readonly value: string; readonly warning: IdentifierReason | null }
  | { readonly ok: false; readonly reason: IdentifierReason };

export const fine = (value: string, warning: IdentifierReason | null = null): Verdict => ({
  ok: true,
  value,
  warning,
});

export const wrong = (reason: IdentifierReason): Verdict => ({ ok: false, reason });

/** The digits of what was typed, without the spaces, dots and dashes that people put between them. */
export const compact = (typed: string): string => typed.replace(/[\s.\-‐-―]/gu, '');
