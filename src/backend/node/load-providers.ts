import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { Given } from '../../providers/given.ts';
import type { Providers } from '../deps.ts';
import type { BetalingsserviceConfig, BrpConfig, ProvidersConfig } from './config/node-config.ts';

/** The providers that are configured. The code of the others is not even loaded. */
export const loadProviders = async (
  { betalingsservice, brp }: ProvidersConfig,
  given: Given,
): Promise<Providers> => ({
  ...(betalingsservice === undefined
    ? {}
    : { betalingsservice: await loadBetalingsservice(betalingsservice, given) }),
  ...(brp === undefined ? {} : { brp: await loadBrp(brp, given) }),
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

/** OAuth 1.0a with RSA-SHA256, as the vendor signs. */
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
