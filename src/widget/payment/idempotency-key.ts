/** 128 random bits: one for each time that somebody presses "send". (`randomUUID` is not there on plain http.) */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
