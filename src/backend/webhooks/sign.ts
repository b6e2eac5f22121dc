const utf8 = new TextEncoder();

/** The three headers of Standard Webhooks, with a signature by each secret. `at` is in milliseconds since 1970. */
export const signedHeaders = async (
  secrets: readonly string[],
  id: string,
  at: number,
  body: string,
): Promise<Readonly<Record<string, string>>> => {
  const timestamp = String(Math.floor(at / 1000));
  const text = `${id}.${timestamp}.${body}`;
  const signatures = await Promise.all(secrets.map((secret) => sign(secret, text)));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
};

/** Symmetric signature, `v1`: HMAC-SHA256 with the bytes that the secret's base64 stands for. */
const sign = async (secret: string, text: string): Promise<string> => {
  const raw = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (c) => c.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8.encode(text)));
  return `v1,${btoa(String.fromCharCode(...mac))}`;
};
