import { createServer } from 'node:http';

export interface Page {
  /** Beside or in place of `content-type: text/html`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A shop's web server. */
export interface ShopPages {
  readonly origin: string;
  /** Puts a page there and returns its address. */
  serve(page: Page): string;
  stop(): void;
}

/** Opens a shop on `localhost`, so that a backend on `127.0.0.1` is another origin. */
export const openShopPages = async (): Promise<ShopPages> => {
  const pages = new Map<string, Page>();
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    const headers = { 'content-type': 'text/html', ...page?.headers };
    response.writeHead(page === undefined ? 404 : 200, headers).end(page?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  const origin = `http://localhost:${typeof address === 'object' ? address?.port : ''}`;
  return {
    origin,
    serve(page) {
      const path = `/${pages.size}`;
      pages.set(path, page);
      return origin + path;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
};
