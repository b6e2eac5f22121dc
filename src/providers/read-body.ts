type Bytes = Uint8Array<ArrayBuffer>;

/** The body went on beyond what we are willing to read. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** The whole body, up to `limit` bytes; a longer one is cut off there and throws `BodyTooLarge`. */
export const readBody = async (message: Request | Response, limit: number): Promise<Bytes> => {
  // no body; or Firefox, whose requests have one but no stream of it
  const stream = message.body ?? new Blob([await message.arrayBuffer()]).stream();
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { value: chunk } = await reader.read();
    if (chunk === undefined) break;
    length += chunk.byteLength;
    if (length > limit) {
      await reader.cancel();
      throw new BodyTooLarge(`more than ${limit} bytes`);
    }
    chunks.push(chunk);
  }
  return concat(chunks, length);
};

const concat = (chunks: readonly Uint8Array[], length: number): Bytes => {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
};

/** What the bytes say as JSON; undefined, which no schema takes, where they are not JSON. */
export const parseJson = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
};
