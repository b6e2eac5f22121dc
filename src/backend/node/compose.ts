import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../../providers/given.ts';
import { type Backend, createBackend } from '../app.ts';
import {
  measureEftConsents,
  measureOnboarding,
  measureProvider,
  measureProviderConsents,
  measureStore,
} from '../measure.ts';
import { readQueues } from '../queues.ts';
import type { Store } from '../store/store.ts';
import { createVault } from '../vault.ts';
import { clock } from './clock.ts';
import type { NodeConfig } from './config/node-config.ts';
import { loadProviders } from './load-providers.ts';
import { createOutsideFetch } from './outside-fetch.ts';
import { createPeerAddress } from './peer-address.ts';
import { createPrometheus } from './prometheus.ts';
import type { Handler } from './serve.ts';
import { createMetricsHandler, isForMetrics } from './serve-metrics.ts';
import { loadWidgetFiles } from './widget-files.ts';

/** As `npm run build` makes it. What is built lies as deep below the root as the sources do. */
const widgetFolder = fileURLToPath(new URL('../../../dist/widget', import.meta.url));

export interface Composed {
  readonly backend: Backend;
  /** Answers on the main port: backend, widget, and the metrics if they have no port of their own. */
  readonly main: Handler;
  readonly metrics: Handler;
}

/** Joins the backend with what it is given on Node. Everything that is counted is counted here. */
export const compose = async (config: NodeConfig, store: Store, log: Log): Promise<Composed> => {
  const prometheus = createPrometheus(() => readQueues({ store, config, clock }));
  const { metrics: told } = prometheus;
  const providers = await loadProviders(config.providers, { fetch: (request) => fetch(request), clock, log });
  const backend = createBackend({
    config,
    store: measureStore(store, told),
    vault: await createVault(config.vaultKeys.map(fromBase64)),
    providers: {
      ...(providers.betalingsservice && {
        betalingsservice: measureProvider(providers.betalingsservice, told),
      }),
      ...(providers.dintero && { dintero: measureOnboarding(providers.dintero, told) }),
      ...(providers.op && { op: measureProviderConsents(providers.op, told) }),
      ...(providers.brp && { brp: measureEftConsents(providers.brp, told) }),
    },
    fetchOutside: createOutsideFetch(),
    clock,
    log,
    metrics: told,
  });

  const widget = await loadWidgetFiles(widgetFolder, config, join(config.dataFolder, 'scripts'));
  const peerAddress = createPeerAddress(config.trustedProxies);
  const metrics = createMetricsHandler(prometheus, config.metrics?.token);
  const metricsAreHere = config.metrics !== undefined && config.metrics.port === undefined;
  const main: Handler = (request, peer) => {
    if (metricsAreHere && isForMetrics(request)) return metrics(request);
    const address = peerAddress(peer.address, request.headers.get('x-forwarded-for'));
    return widget(request) ?? backend.fetch(request, { address });
  };
  return { backend, main, metrics };
};

/** Standard or URL-safe alphabet, whichever it is. */
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'base64'));
