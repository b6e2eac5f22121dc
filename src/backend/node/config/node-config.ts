import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import * as z from 'zod';
import { BackendConfig, isSecure } from '../../config.ts';

const Port = z.int().min(0).max(65_535);
const Host = z.string().min(1);

/** Where to listen. Behind a reverse proxy on the same machine that is this machine only. */
const Listen = z.strictObject({ host: Host.default('127.0.0.1'), port: Port.default(8080) });

const isRange = (text: string): boolean => {
  const [address = '', prefix, ...more] = text.split('/');
  const bits = { 4: 32, 6: 128 }[isIP(address)];
  if (bits === undefined || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
};

/** An address, or a range of addresses as CIDR. */
const AddressRange = z.string().refine(isRange, 'must be an address or a range, such as 10.0.0.0/8');

/** Bearer token: whoever knows it may read the metrics. */
const MetricsToken = z
  .string()
  .regex(/^[A-Za-z0-9._~+/-]{32,}={0,2}$/, 'must be a random token of 32 characters or more')
  .meta({ secret: true });

/** Where metrics are read: on a port of their own, or on the main one by those who know the token. */
const MetricsConfig = z
  .strictObject({
    host: Host.default('127.0.0.1'),
    port: Port.optional(),
    token: MetricsToken.optional(),
  })
  .refine(({ port, token }) => port !== undefined || token !== undefined, 'needs a port, a token, or both');

/** 32 random bytes as base64 or base64url. */
const VaultKey = z
  .string()
  .regex(/^[A-Za-z0-9+/_-]{43}=?$/, 'must be 32 random bytes in base64: openssl rand -base64 32')
  .meta({ secret: true });

const isRsa = (read: (pem: string) => KeyObject) => (pem: string) => {
  try {
    return read(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
};

const isBare = ({ username, password, search, hash }: URL): boolean =>
  `${username}${password}${search}${hash}` === '';

/** Where a provider's API is. */
const BaseUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && isSecure(new URL(text)) && !text.endsWith('/'),
    'must be an https:// address without a slash at the end',
  );

const BetalingsserviceConfig = z.strictObject({
  baseUrl: BaseUrl,
  consumerKey: z.string().min(1).max(256),
  /** RSA private key with which every call is signed. */
  signingKey: z
    .string()
    .refine(isRsa(createPrivateKey), 'must be an RSA private key in PEM, without a passphrase')
    .meta({ secret: true }),
  /** RSA public key, or certificate, with which the provider's callbacks are checked. */
  callbackKey: z
    .string()
    .refine(isRsa(createPublicKey), 'must be an RSA public key or certificate in PEM')
    .refine((pem) => !pem.includes('PRIVATE'), 'must be the public half only'),
  /** No money moves there: the screen says so. */
  test: z.boolean().default(false),
});
export type BetalingsserviceConfig = z.infer<typeof BetalingsserviceConfig>;

/** BRP's API2: where EFT consents (autogiro) are kept. */
const BrpConfig = z.strictObject({
  /** The customer's own, with its version. */
  baseUrl: BaseUrl.refine(
    (text) => !URL.canParse(text) || isBare(new URL(text)),
    'must hold neither credentials nor a query',
  ),
  /** A system key (level 3): it acts for every member. */
  apiKey: z.string().min(1).max(256).meta({ secret: true }),
  /** With whom the key logs on (HTTP Basic). No colon, which ends a user there. */
  user: z.string().regex(/^[^:\p{Cc}]{1,256}$/u, 'must hold no colon and no control character'),
  password: z.string().min(1).max(256).meta({ secret: true }),
  /** In which form it answers. */
  format: z.enum(['xml', 'json']).default('xml'),
  /** A sandbox: the screen says so. */
  test: z.boolean().default(false),
});
export type BrpConfig = z.infer<typeof BrpConfig>;

const isPrivateKey = (pem: string): boolean => {
  try {
    return createPrivateKey(pem).type === 'private';
  } catch {
    return false;
  }
};

const isCertificate = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
};

/** OP's corporate interfaces, for a service provider. `handslag op-setup` makes what is needed. */
const OpConfig = z
  .strictObject({
    baseUrl: BaseUrl,
    clientId: z.string().min(1).max(256),
    clientSecret: z.string().min(1).max(512).meta({ secret: true }),
    /** Client certificate from OP API Admin, in PEM. */
    certificate: z.string().refine(isCertificate, 'must be a certificate in PEM'),
    /** Its private key. */
    key: z
      .string()
      .refine(isPrivateKey, 'must be a private key in PEM, without a passphrase')
      .meta({ secret: true }),
    /** Who vouches for the server, in PEM; left out: whom the machine trusts. */
    ca: z.string().refine(isCertificate, 'must be a certificate in PEM').optional(),
    /** What OP has not published, where it is not as we take it to be (src/providers/op/profile.ts). */
    profile: z
      .strictObject({
        mandatesPath: z.string().startsWith('/').optional(),
        accountsPath: z.string().startsWith('/').optional(),
        actingForHeader: z
          .string()
          .regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the name of a header')
          .optional(),
        adminUrl: z.url({ protocol: /^https?$/ }).optional(),
      })
      .default({}),
    /** A sandbox: the screen says so. */
    test: z.boolean().default(false),
  })
  .refine(({ certificate, key }) => areOnePair(certificate, key), {
    path: ['key'],
    error: 'is not the key of the certificate',
  });
export type OpConfig = z.infer<typeof OpConfig>;

/** True where one of them is no PEM at all: that is said already. */
const areOnePair = (certificate: string, key: string): boolean => {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return true;
  }
};

/** Dintero, where a platform's merchants get their accounts. */
const DinteroConfig = z.strictObject({
  baseUrl: BaseUrl,
  /** The platform's own account. `T`: a test, in which no money moves. */
  partnerAccount: z.string().regex(/^[PT]\d{8}$/, 'must be P or T and eight digits, such as P11200000'),
  clientId: z.string().min(1).max(256),
  clientSecret: z.string().min(1).max(512).meta({ secret: true }),
  /** With which Dintero signs its hooks; left out: none is taken, and the backend asks by itself. */
  hookSecret: z.string().min(16).max(512).meta({ secret: true }).optional(),
});
export type DinteroConfig = z.infer<typeof DinteroConfig>;

/** The providers to speak to. One that is not here is neither loaded nor routed. */
const ProvidersConfig = z.strictObject({
  betalingsservice: BetalingsserviceConfig.optional(),
  brp: BrpConfig.optional(),
  op: OpConfig.optional(),
  dintero: DinteroConfig.optional(),
});
export type ProvidersConfig = z.infer<typeof ProvidersConfig>;

/** Everything that `handslag serve` must know. */
export const NodeConfig = z.strictObject({
  ...BackendConfig.shape,
  listen: Listen.prefault({}),
  /** Reverse proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: z.array(AddressRange).default([]),
  /** Folder of the store, for one service alone. Relative to the configuration file. */
  dataFolder: z.string().min(1),
  /** The first seals; the others open what was sealed before they were replaced. */
  vaultKeys: z.array(VaultKey).min(1).max(4),
  providers: ProvidersConfig,
  /** Left out: they are nowhere to be read. */
  metrics: MetricsConfig.optional(),
  logLevel: z.enum(['info', 'warn', 'error', 'silent']).default('info'),
  shutdown: z
    .strictObject({
      /** Seconds for which a stopping service still answers, and says at `/readyz` that it stops. */
      drainSeconds: z.int().min(0).max(300).default(0),
      /** Seconds that are then given to what is under way. */
      graceSeconds: z.int().min(0).max(300).default(20),
    })
    .prefault({}),
});
export type NodeConfig = z.infer<typeof NodeConfig>;
