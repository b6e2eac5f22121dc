import type * as z from 'zod';
import { TokenAnswer, TokenRefusal } from '../../../protocol/oauth.ts';
import { pathOf, type Route } from '../../../protocol/routes.ts';
import { table } from '../../edge/table.ts';
import { CannotStart } from '../cannot-start.ts';

/** A service as one of its clients' servers sees it. */
export interface ServiceClient {
  /**
   * Reads from the API, with a token that is renewed when it has expired. Undefined: there is nothing (404). Throws
   * `CannotStart` if it is refused otherwise.
   */
  read<T>(schema: z.ZodType<T>, route: Route, more?: ReadOptions): Promise<T | undefined>;
}

export interface ReadOptions {
  readonly parts?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ClientCredentials {
  /** Where the service is, without a slash at the end. */
  readonly url: string;
  readonly client: string;
  readonly secret: string;
}

export const createServiceClient = (
  { url, client, secret }: ClientCredentials,
  signal: AbortSignal,
): ServiceClient => {
  let token: string | undefined;

  const askToken = async (): Promise<string> => {
    // RFC 6749 §2.3.1: both halves are form-encoded before they are joined.
    const credentials = [client, secret].map((half) => new URLSearchParams({ half }).toString().slice(5));
    const answer = await fetch(url + table.issueToken.path, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(credentials.join(':'))}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      signal,
    });
    if (answer.ok) return TokenAnswer.parse(await answer.json()).access_token;
    const refusal = TokenRefusal.safeParse(await answer.json().catch(() => undefined));
    const why = refusal.success ? (refusal.data.error_description ?? refusal.data.error) : answer.status;
    throw refusalOf(answer, `The service gives no token to ${client}: ${why}`);
  };

  const ask = async (route: Route, { parts, query = {}, headers = {} }: ReadOptions): Promise<Response> => {
    token ??= await askToken();
    const search = new URLSearchParams(query);
    return fetch(`${url}${pathOf(route, parts)}?${search}`, {
      headers: { ...headers, authorization: `Bearer ${token}` },
      signal,
    });
  };

  return {
    async read(schema, route, more = {}) {
      let answer = await ask(route, more);
      if (answer.status === 401) {
        token = undefined;
        answer = await ask(route, more);
      }
      if (answer.status === 404) return undefined;
      if (!answer.ok) throw refusalOf(answer, `The service answers ${answer.status} to ${route.path}`);
      return schema.parse(await answer.json());
    },
  };
};

/** What trying again cannot change is for the person at the console. */
const refusalOf = ({ status }: Response, text: string): Error =>
  status >= 500 || status === 429 ? new Error(text) : new CannotStart(`${text}.`);
