/** Which token a route wants: a browser's session token, a shop server's token, either, or none. */
export type Needs = 'session' | 'server' | 'either' | 'none';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Path with `{name}` for each part that varies. */
  readonly path: string;
  readonly needs: Needs;
  /** Bytes that a body may have, where that is more than is usual. */
  readonly mostBytes?: number;
}

export const route = <const R extends Route>(r: R): R => r;
