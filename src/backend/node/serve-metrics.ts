import { createHash, timingSafeEqual } from 'node:crypto';
import type { Prometheus } from './prometheus.ts';

export const isForMetrics = (request: Request): boolean => new URL(request.url).pathname === '/metrics';

/** Answers `GET /metrics`; where there is a token, only those who know it (RFC 6750). */
export const createMetricsHandler =
  (prometheus: Prometheus, token: string | undefined) =>
  async (request: Request): Promise<Response> => {
    if (!isForMetrics(request)) return new Response(null, { status: 404 });
    if (token !== undefined && !isSame(request.headers.get('authorization') ?? '', `Bearer ${token}`)) {
      return new Response(null, { status: 401, headers: { 'www-authenticate': 'Bearer realm="metrics"' } });
    }
    if (request.method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET' } });
    return prometheus.answer();
  };

/** Takes the same time wherever the two differ, and whatever their lengths. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(hash(a), hash(b));

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
