import { createServer } from 'node:https';
import { TLSSocket } from 'node:tls';
import { getRequestListener } from '@hono/node-server';
import type { ClientConfig, MerchantConfig } from '../../src/backend/config.ts';
import { createMtlsFetch } from '../../src/backend/node/mtls-fetch.ts';
import { hashSecret } from '../../src/backend/oauth/secret.ts';
import type { Given } from '../../src/providers/given.ts';
import { createOp } from '../../src/providers/op/op.ts';
import { profile } from '../../src/providers/op/profile.ts';
import type { ProviderConsentProvider } from '../../src/providers/provider-consent.ts';
import type { OpOptions } from '../../src/sandbox/op/op.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { Certificates } from './certificates.ts';

/** Tilikirja, a bookkeeper who fetches its clients' transactions from the bank. This client and its secret exist here only. */
export const bookkeeper = { id: 'demo-bookkeeper', secret: 'demo-bookkeeper-secret', merchant: 'tilikirja' };

export const bookkeeperMerchant: MerchantConfig = {
  id: bookkeeper.merchant,
  name: 'Tilikirja Oy',
  contact: { phone: '+358 9 123 4567', email: 'tuki@tilikirja.example' },
  op: { businessId: '1927400-1' },
};

export const bookkeeperClient = async (
  origins: readonly string[],
): Promise<Partial<ClientConfig> & { readonly id: string }> => ({
  id: bookkeeper.id,
  secretHashes: [await hashSecret(bookkeeper.secret)],
  merchant: bookkeeper.merchant,
  origins: [...origins],
});

const credentials = { clientId: 'tilikirja', clientSecret: 'demo-op-secret' };

/** The bank as it stands before anybody has done anything. The first IBAN is from OP's own examples, and right. */
export const opAtFirst = ({ clientThumbprint }: Certificates): OpOptions => ({
  ...credentials,
  certificate: clientThumbprint,
  provider: { id: '1927400-1', name: 'Tilikirja Oy', registered: true },
  companies: [
    { id: '2617416-4', name: 'Esimerkki Oy', ibans: ['FI3859991620004143', 'FI6359991620004275'] },
    { id: '0737546-2', name: 'Kulmakahvila Oy', ibans: ['FI4550009420999999'] },
    { id: '1643256-1', name: 'Saaren Puutyö Ky', ibans: ['FI7450009420999999'] },
  ],
});

/** OP's own host: whoever shows no certificate of `clients`, an authority, is not even spoken to. */
export const serveOp = async (
  sandbox: Pick<Sandbox, 'op'>,
  { authority, server: own }: Certificates,
  clients = authority,
): Promise<{ readonly url: string; stop(): Promise<void> }> => {
  const thumbprintOf = (socket: unknown): string | null =>
    socket instanceof TLSSocket
      ? socket.getPeerCertificate().fingerprint256.replaceAll(':', '').toLowerCase()
      : null;
  const listener = getRequestListener(
    (request, env) => sandbox.op.fetch(request, thumbprintOf(env.incoming.socket)),
    { overrideGlobalObjects: false },
  );
  const server = createServer(
    { key: own.key, cert: own.certificate, ca: clients, requestCert: true, rejectUnauthorized: true },
    listener,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return {
    url: `https://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** The provider as `handslag serve` makes it from its configuration. */
export const connectOp = (
  given: Given,
  url: string,
  adminUrl: string,
  { authority, client }: Certificates,
): ProviderConsentProvider =>
  createOp(
    { ...given, fetch: createMtlsFetch({ ...client, ca: authority }) },
    { baseUrl: url, ...credentials, profile: { ...profile, adminUrl }, test: true },
  );
