import type { MiddlewareHandler } from 'hono';
import type { Route } from '../../protocol/routes.ts';
import type { Env } from './env.ts';
import { Refusal, toResponse } from './problem.ts';
import { table } from './table.ts';

const patternOf = (route: Route): RegExp =>
  new RegExp(`^${route.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);

const compiled: readonly { readonly route: Route; readonly pattern: RegExp }[] = Object.values(table).map(
  (route) => ({ route, pattern: patternOf(route) }),
);

/** Finds the request's entry in the route table, or answers 404, or 405 with `Allow` (RFC 9110 §15.5.6). */
export const routing = (): MiddlewareHandler<Env> => async (c, next) => {
  const here = compiled.filter(({ pattern }) => pattern.test(c.req.path)).map(({ route }) => route);
  if (here.length === 0) throw new Refusal('not_found');

  const method = c.req.method === 'HEAD' ? 'GET' : c.req.method;
  const route = here.find((one) => one.method === method);
  if (route === undefined) {
    c.set('refusal', 'method_not_allowed');
    const answer = toResponse(new Refusal('method_not_allowed'), c.get('traceId'));
    answer.headers.set('allow', allowed(here).join(', '));
    return answer;
  }
  c.set('route', route);
  await next();
  return;
};

const allowed = (routes: readonly Route[]): string[] =>
  routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
