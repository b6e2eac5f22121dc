export const formatDateAndTime = (instant: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));

/** In words and whole units: "2 hours", "9 minutes", "30 seconds". */
export const formatDuration = (seconds: number, locale: string): string => {
  const [unit, size] = seconds < 60 ? ['second', 1] : seconds < 3600 ? ['minute', 60] : ['hour', 3600];
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.round(seconds / size));
};

/** "9:05"; in words from an hour on. */
export const formatTimeLeft = (seconds: number, locale: string): string =>
  seconds < 3600
    ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    : formatDuration(seconds, locale);
