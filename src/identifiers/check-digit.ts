/** The sum of each digit times its weight. Digits beyond the last weight do not count. */
export const weightedSum = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0);

/** Does the last digit fit the others by the Luhn formula (modulus 10; ISO/IEC 7812-1, annex B)? */
export const luhnHolds = (digits: string): boolean => {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const product = Number(digit) * (1 + (place % 2));
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return sum % 10 === 0;
};
