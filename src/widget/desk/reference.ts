/** Without signs that look or sound alike. */
const signs = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A reference that no other request has: the day, and six signs by chance. */
export const newReference = (): string => {
  const day = new Date().toISOString().slice(2, 10).replaceAll('-', '');
  const chance = crypto.getRandomValues(new Uint8Array(6));
  return `${day}-${[...chance].map((byte) => signs[byte % signs.length]).join('')}`;
};

/** 128 random bits. (`randomUUID` is not there on plain http.) */
export const newKey = (): string => crypto.getRandomValues(new Uint8Array(16)).join('.');
