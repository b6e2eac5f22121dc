/** The id of the one session that a client has for a merchant and a name, a reference say. Anyone may compute it: no secret. */
export const sessionId = async (
  client: string,
  merchant: string,
  ...name: readonly string[]
): Promise<string> => {
  const text = new TextEncoder().encode(JSON.stringify([client, merchant, ...name]));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
  return `s_${[...hash.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
};
