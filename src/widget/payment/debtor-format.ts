/** A CPR number as it is written: six digits, a dash, four. What is not a digit is left out. */
export const formatCpr = (typed: string): string => {
  const digits = typed.replace(/\D/g, '');
  return digits.length > 6 ? `${digits.slice(0, 6)}-${digits.slice(6)}` : digits;
};

/** Where the caret stands once `typed` has been formatted: behind the same digit as before. */
export const caretAfter = (typed: string, caret: number): number => formatCpr(typed.slice(0, caret)).length;

/** A CPR number that nobody should read over a shoulder: dots, and the last two digits. */
export const hideCpr = (typed: string): string => formatCpr(typed).replace(/\d(?=.*\d.*\d)/g, '•');
