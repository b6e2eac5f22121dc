import { createServer } from 'node:http';

/** A shop's web server: one page at a time, and `POST /token`. */
export interface CheckoutServer {
  readonly origin: string;
  page: string;
  stop(): void;
}

export const startCheckoutServer = async (newToken: () => Promise<string>): Promise<CheckoutServer> => {
  const server = createServer(async (request, response) => {
    if (request.url === '/token') return response.end(await newToken());
    if (request.url === '/favicon.ico') return response.writeHead(204).end();
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(checkout.page);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  const checkout: CheckoutServer = {
    origin: `http://localhost:${typeof address === 'object' ? address?.port : ''}`,
    page: '',
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
  return checkout;
};
