/** A mobile number as typed, in E.164: eight digits are Danish. Null: nothing typed. Undefined: it cannot be one. */
export const readMobile = (typed: string): string | null | undefined => {
  const digits = typed.replace(/[\s().-]/g, '').replace(/^00/, '+');
  if (digits === '') return null;
  if (/^[2-9]\d{7}$/.test(digits)) return `+45${digits}`;
  return /^\+\d{8,15}$/.test(digits) ? digits : undefined;
};
