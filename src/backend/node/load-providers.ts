import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import type { Given } from '../../providers/given.ts';
import type { ProviderConsentProvider } from '../../providers/provider-consent.ts';
import type { Providers } from '../deps.ts';
import type {
  BetalingsserviceConfig,
  BrpConfig,
  DinteroConfig,
  OpConfig,
  ProvidersConfig,
} from './config/node-config.ts';

/** The providers that are configured. The code of the others is not even loaded. */
export const loadProviders = async (
  { betalingsservice, brp, op, dintero }: ProvidersConfig,
  given: Given,
): Promise<Providers> => ({
  ...(betalingsservice === undefined
    ? {}
    : { betalingsservice: await loadBetalingsservice(betalingsservice, given) }),
  ...(brp === undefined ? {} : { brp: await loadBrp(brp, given) }),
  ...(op === undefined ? {} : { op: await loadOp(op, given) }),
  ...(dintero === undefined ? {} : { dintero: await loadDintero(dintero, given) }),
});

const loadBetalingsservice = async (config: BetalingsserviceConfig, given: Given) => {
  const { createBetalingsservice } = await import('../../providers/betalingsservice/betalingsservice.ts');
  const signingKey = createPrivateKey(config.signingKey).export({ type: 'pkcs8', format: 'der' });
  const callbackKey = createPublicKey(config.callbackKey).export({ type: 'spki', format: 'der' });
  const { baseUrl, consumerKey, test } = config;
  return createBetalingsservice(given, {
    baseUrl,
    consumerKey,
    test,
    signingKey: await crypto.subtle.importKey('pkcs8', Uint8Array.from(signingKey), rsa, false, ['sign']),
    callbackKey: await crypto.subtle.importKey('spki', Uint8Array.from(callbackKey), rsa, true, ['verify']),
  });
};

const loadBrp = async (config: BrpConfig, given: Given) => {
  const { createBrp } = await import('../../providers/brp/brp.ts');
  return createBrp(given, config);
};

const loadOp = async (config: OpConfig, given: Given): Promise<ProviderConsentProvider> => {
  const { createOp } = await import('../../providers/op/op.ts');
  const { profile } = await import('../../providers/op/profile.ts');
  const { createMtlsFetch } = await import('./mtls-fetch.ts');
  const { mandatesPath, accountsPath, actingForHeader, adminUrl } = config.profile;
  const provider = createOp(
    { ...given, fetch: createMtlsFetch(config) },
    {
      baseUrl: config.baseUrl,
      clientId: config.clientId,
      clientSecret: config.clientSecret,
      test: config.test,
      profile: {
        ...profile,
        paths: {
          ...profile.paths,
          mandates: mandatesPath ?? profile.paths.mandates,
          accounts: accountsPath ?? profile.paths.accounts,
        },
        actingFor: actingForHeader ?? profile.actingFor,
        adminUrl: adminUrl ?? profile.adminUrl,
      },
    },
  );
  const { validToDate } = new X509Certificate(config.certificate);
  const isOver = (): boolean => validToDate.getTime() <= given.clock.now();
  return { ...provider, lacking: () => (isOver() ? ['certificate'] : []) };
};

const loadDintero = async ({ hookSecret, ...config }: DinteroConfig, given: Given) => {
  const { createDintero } = await import('../../providers/dintero/dintero.ts');
  return createDintero(given, { ...config, ...(hookSecret !== undefined && { hookSecret }) });
};

/** OAuth 1.0a with RSA-SHA256, as the vendor signs. */
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
