/** The body went on beyond what we are willing to read. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** The whole body, up to `limit` bytes; a longer one is cut off there and throws `BodyTooLarge`. */
export const readBody = async (
  message: Request | Response,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> => {
  const reader = message.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const chunk = (await reader?.read())?.value;
    if (chunk === undefined) break;
    length += chunk.byteLength;
    if (length > limit) {
      await reader?.cancel();
      throw new BodyTooLarge(`more than ${limit} bytes`);
    }
    chunks.push(chunk);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return body;
};

/** What the bytes say as JSON; undefined, which no schema takes, where they are not JSON. */
export const parseJson = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
};
