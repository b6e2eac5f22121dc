/**
 * A number as a screen may show it: dots and the last two characters. Never more: the last four digits of a CPR
 * number are its secret half. A number of four characters or fewer is dots alone.
 */
export const mask = (value: string): string => `••••••${value.length > 4 ? value.slice(-2) : '••'}`;
