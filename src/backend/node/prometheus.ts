import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from '../metrics.ts';
import type { Queues } from '../queues.ts';

export interface Prometheus {
  /** What is to be counted is told here. */
  readonly metrics: Metrics;
  /** Everything counted so far, in Prometheus' text format, beside what waits at this moment. */
  answer(): Promise<Response>;
}

/** Seconds. From a commit on a fast disk to a provider that keeps us waiting. */
const buckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts for Prometheus. Every label comes from a closed list, so the number of series is bounded. */
export const createPrometheus = (readQueues: () => Promise<Queues>): Prometheus => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const requests = new Counter({
    name: 'handslag_http_requests_total',
    help: 'Requests answered.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'handslag_http_request_duration_seconds',
    help: 'Time until the answer, but for those held until something changes.',
    labelNames: ['route'],
    buckets,
    registers,
  });
  const refusals = new Counter({
    name: 'handslag_refusals_total',
    help: 'Requests refused, by the code of the refusal.',
    labelNames: ['route', 'code'],
    registers,
  });
  const providerCalls = new Counter({
    name: 'handslag_provider_calls_total',
    help: 'Calls to and callbacks from providers, by what came of them.',
    labelNames: ['provider', 'operation', 'outcome'],
    registers,
  });
  const providerDurations = new Histogram({
    name: 'handslag_provider_call_duration_seconds',
    help: 'Time until a provider answered, or was not waited for any more.',
    labelNames: ['provider', 'operation'],
    buckets,
    registers,
  });
  const commits = new Histogram({
    name: 'handslag_store_commit_duration_seconds',
    help: 'Time until a commit was on disk, or was not to be.',
    labelNames: ['outcome'],
    buckets,
    registers,
  });
  const waiting = new Gauge({
    name: 'handslag_waiting_screens',
    help: 'Reads that are held until something changes.',
    registers,
  });
  const queues = createQueueGauges(registry);

  return {
    metrics: {
      answered({ method, route, status, code, held, ms }) {
        // Where there is no route, the method may be anything a stranger makes up.
        const known = route === null ? { method: 'any', route: 'none' } : { method, route };
        requests.inc({ ...known, status });
        if (!held) durations.observe({ route: known.route }, ms / 1000);
        if (code !== null) refusals.inc({ route: known.route, code });
      },
      providerCalled({ provider, operation, outcome, ms }) {
        providerCalls.inc({ provider, operation, outcome });
        providerDurations.observe({ provider, operation }, ms / 1000);
      },
      committed({ outcome, ms }) {
        commits.observe({ outcome }, ms / 1000);
      },
      waits() {
        waiting.inc();
        return () => waiting.dec();
      },
    },
    async answer() {
      // A store that cannot be read is seen in what is missing; the rest is still worth having.
      queues.set(await readQueues().catch(() => undefined));
      return new Response(await registry.metrics(), {
        headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' },
      });
    },
  };
};

/** Gauges that are set when somebody looks. */
const createQueueGauges = (registry: Registry): { set(queues: Queues | undefined): void } => {
  const gauges: readonly (readonly [name: string, help: string, read: (queues: Queues) => number])[] = [
    [
      'handslag_oldest_unsent_seconds',
      'Age of the oldest request that the provider has not been sent.',
      ({ unsent }) => unsent / 1000,
    ],
    [
      'handslag_oldest_unread_seconds',
      'For how long a request should have been looked at, and was not.',
      ({ unread }) => unread / 1000,
    ],
    [
      'handslag_unknown_requests',
      'Requests, consents and onboardings of which nobody knows what came.',
      ({ unknown }) => unknown,
    ],
    ['handslag_webhooks_pending', 'Webhooks not yet delivered.', ({ webhooks }) => webhooks.pending],
    [
      'handslag_oldest_webhook_seconds',
      'Age of the oldest webhook not yet delivered.',
      ({ webhooks }) => webhooks.oldest / 1000,
    ],
  ];
  const made = gauges.map(([name, help, read]) => ({
    read,
    gauge: new Gauge({ name, help, registers: [registry] }),
  }));
  return {
    set(queues) {
      for (const { gauge, read } of made) {
        if (queues === undefined) gauge.remove();
        else gauge.set(read(queues));
      }
    },
  };
};
