import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'puppeteer-core';

/** One answer that the page received, preflights aside. */
export interface Exchange {
  readonly url: string;
  /** Bytes received, headers included. */
  readonly wire: number;
  /** Bytes of the body after brotli 11. */
  readonly brotli: number;
}

export interface Traffic {
  /** All that has arrived so far from this origin, in the order of arrival. */
  from(origin: string): Promise<readonly Exchange[]>;
}

/** Listens below the page, at the network layer. Must be called before the page is opened. */
export const listen = async (page: Page): Promise<Traffic> => {
  const session = await page.createCDPSession();
  const urls = new Map<string, string>();
  const arrived: Promise<Exchange>[] = [];
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.method !== 'OPTIONS') urls.set(requestId, request.url);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const url = urls.get(requestId);
    if (url === undefined) return;
    const read = async (): Promise<Exchange> => {
      const { body, base64Encoded } = await session.send('Network.getResponseBody', { requestId });
      const bytes = Buffer.from(body, base64Encoded ? 'base64' : 'utf8');
      const brotli = bytes.length === 0 ? 0 : brotliCompressSync(bytes).length;
      return { url, wire: encodedDataLength, brotli };
    };
    const reading = read();
    // What is cut off when the page is closed is nobody's loss.
    reading.catch(() => {});
    arrived.push(reading);
  });
  await session.send('Network.enable');
  return {
    async from(origin) {
      return (await Promise.all(arrived)).filter(({ url }) => url.startsWith(`${origin}/`));
    },
  };
};

export interface Sum {
  readonly requests: number;
  readonly wire: number;
  readonly brotli: number;
}

export const sum = (exchanges: readonly Exchange[]): Sum => ({
  requests: exchanges.length,
  wire: exchanges.reduce((total, { wire }) => total + wire, 0),
  brotli: exchanges.reduce((total, { brotli }) => total + brotli, 0),
});
