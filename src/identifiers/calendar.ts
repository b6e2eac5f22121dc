/**
 * Was or will there be such a day? `year` in full, `month` from 1, `day` of two digits: one that does not exist
 * falls into another month.
 */
export const isDay = (year: number, month: number, day: number): boolean =>
  new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1;
