import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite, test } from 'node:test';
import { loadConfig, loadDataFolder } from '../../../../src/backend/node/config/load-config.ts';
import { ConfigError } from '../../../../src/backend/node/config/problem.ts';
import { environment, type sound, writeConfig } from '../cli/configuration.ts';

type Sound = Awaited<ReturnType<typeof sound>>;

/** The lines of complaint, without where they stand; none: it is in order. */
const complaints = async (
  change: (config: Sound) => unknown,
  env: Readonly<Record<string, string>> = environment,
): Promise<readonly string[]> => {
  const file = await writeConfig(change);
  try {
    loadConfig(file, env);
    return [];
  } catch (error) {
    assert(error instanceof ConfigError);
    const [first, ...rest] = error.message.split('\n');
    assert.equal(first, `${file} is not in order:`);
    return rest.map((line) => line.replace(/^ {2}line \d+: /, ''));
  }
};

const first = <T>([item]: readonly T[]): T => {
  assert(item !== undefined);
  return item;
};

const inClient = (more: object) => (config: Sound) => ({
  ...config,
  clients: [{ ...first(config.clients), ...more }],
});

const inMerchant = (more: object) => (config: Sound) => ({
  ...config,
  merchants: [{ ...first(config.merchants), ...more }],
});

const inProvider = (more: object) => (config: Sound) => ({
  ...config,
  providers: { betalingsservice: { ...config.providers.betalingsservice, ...more } },
});

const brp = {
  companies: ['2'],
  bgcaction: 'add',
  mandateText: { id: 'autogiro', version: '1', texts: [{ locale: 'sv', text: 'Jag medger …' }] },
};

/** A merchant with consents at BRP, and BRP. */
const inBrp =
  (terms: object, provider: object | null = {}) =>
  (config: Sound) => ({
    ...inMerchant({ brp: { ...brp, ...terms } })(config),
    providers: {
      ...config.providers,
      ...(provider && {
        brp: {
          baseUrl: 'https://gym.example/api/ver2',
          apiKey: { env: 'BRP_KEY' },
          user: 'handslag@gym.example',
          password: { env: 'BRP_PASSWORD' },
          ...provider,
        },
      }),
    },
  });

const webhook = (more: object) =>
  inClient({
    webhooks: [{ url: 'https://shop.example/hook', secrets: [{ env: 'WEBHOOK_SECRET' }], ...more }],
  });

const without = (key: keyof Sound) => (config: Sound) => ({ ...config, [key]: undefined });

suite('a configuration is refused, place by place, when', () => {
  const cases: Readonly<
    Record<string, readonly [change: (config: Sound) => unknown, ...complaints: readonly RegExp[]]>
  > = {
    'something is missing': [without('publicUrl'), /^publicUrl is missing: expected text/],
    'several things are missing': [
      () => ({}),
      /^publicUrl is missing/,
      /^merchants is missing: expected a list/,
      /^clients is missing/,
      /^dataFolder is missing/,
      /^vaultKeys is missing/,
      /^providers is missing: expected an object/,
    ],
    'a key is misspelt': [
      (config) => ({ ...config, trustedProxys: [] }),
      /^trustedProxys is not known \(did you mean trustedProxies\?\)$/,
    ],
    'a key is misspelt further down': [
      inMerchant({ betalingsservice: { pbsNumer: '00001234', debtorGroups: ['00001'] } }),
      /^merchants\[0\]\.betalingsservice\.pbsNumber is missing/,
      /^merchants\[0\]\.betalingsservice\.pbsNumer is not known \(did you mean pbsNumber\?\)$/,
    ],
    'an account at Dintero is none': [
      (config) => ({
        ...config,
        providers: {
          ...config.providers,
          dintero: {
            baseUrl: 'https://api.dintero.com/v1/',
            partnerAccount: '11200000',
            clientId: 'torvet',
            clientSecret: { env: 'BRP_PASSWORD' },
          },
        },
      }),
      /^providers\.dintero\.baseUrl must be an https:\/\/ address/,
      /^providers\.dintero\.partnerAccount must be P or T and eight digits/,
    ],
    'a Business ID at OP cannot be right, and OP is missing': [
      inMerchant({ op: { businessId: '2617416-5' } }),
      /^providers\.op is missing: merchants\[0\] is a service provider at it$/,
      /^merchants\[0\]\.op\.businessId must be a Business ID/,
    ],
    'a key is nothing like any other': [
      (config) => ({ ...config, listen: { colour: 'red' } }),
      /^listen\.colour is not known \(known here: host, port\)$/,
    ],
    'the public URL has a path': [
      (config) => ({ ...config, publicUrl: 'https://pay.example/' }),
      /^publicUrl must be an origin/,
    ],
    'the public URL is not encrypted': [
      (config) => ({ ...config, publicUrl: 'http://pay.example' }),
      /^publicUrl must be an origin: https/,
    ],
    'the public URL is no URL': [
      (config) => ({ ...config, publicUrl: 'nonsense' }),
      /^publicUrl must be an origin/,
    ],
    'a number is out of its range': [
      (config) => ({ ...config, listen: { port: 70_000 } }),
      /^listen\.port must be at most 65535$/,
    ],
    'a number is text': [
      (config) => ({ ...config, listen: { port: '8080' } }),
      /^listen\.port must be a (whole )?number$/,
    ],
    'a number with leading zeros lost its quotation marks': [
      inMerchant({ betalingsservice: { pbsNumber: 1234, debtorGroups: ['00001'] } }),
      /^merchants\[0\]\.betalingsservice\.pbsNumber must be text in quotation marks$/,
    ],
    'a word is none of those allowed': [
      (config) => ({ ...config, logLevel: 'chatty' }),
      /^logLevel must be one of "info", "warn", "error", "silent"$/,
    ],
    'a list is empty': [(config) => ({ ...config, clients: [] }), /^clients must have at least 1 entry$/],
    'a range of addresses is none': [
      (config) => ({ ...config, trustedProxies: ['10.0.0.0/8', '::1', '10.0.0.0/33', 'proxy'] }),
      /^trustedProxies\[2\] must be an address or a range/,
      /^trustedProxies\[3\] must be/,
    ],
    'a secret hash is the secret': [
      inClient({ secretHashes: ['demo-secret'] }),
      /^clients\[0\]\.secretHashes\[0\] must be a hash as "handslag hash-secret" makes it/,
    ],
    'an origin has a path': [
      inClient({ origins: ['https://shop.example/checkout'] }),
      /^clients\[0\]\.origins\[0\] must be an origin/,
    ],
    'a client acts for a merchant that is not there': [
      inClient({ merchant: 'nordlyst', merchants: ['elsewhere'] }),
      /^clients\[0\]\.merchant names a merchant that is not in merchants \(did you mean nordlys\?\)$/,
      /^clients\[0\]\.merchants\[0\] names a merchant that is not in merchants$/,
    ],
    'two merchants have one id': [
      (config) => ({ ...config, merchants: [...config.merchants, ...config.merchants] }),
      /^merchants\[1\]\.id is that of merchants\[0\] already$/,
    ],
    'two clients have one id': [
      (config) => ({ ...config, clients: [...config.clients, ...config.clients] }),
      /^clients\[1\]\.id is that of clients\[0\] already$/,
    ],
    'a merchant collects through a provider that is not configured': [
      (config) => ({ ...config, providers: {} }),
      /^providers\.betalingsservice is missing: merchants\[0\] collects through it$/,
    ],
    'a provider is not reached by an encrypted way': [
      inProvider({ baseUrl: 'http://bank.example' }),
      /^providers\.betalingsservice\.baseUrl must be an https:\/\/ address/,
    ],
    'a merchant is onboarded at a provider that is not configured': [
      inMerchant({ dintero: true }),
      /^providers\.dintero is missing: merchants\[0\] is onboarded at it$/,
    ],
    'a merchant has its consents at a provider that is not configured': [
      inBrp({}, null),
      /^providers\.brp is missing: merchants\[0\] has its consents at it$/,
    ],
    'consents may be given in no way': [
      inBrp({ offers: { account: false, eConsent: false } }),
      /^merchants\[0\]\.brp\.offers must offer one of the two$/,
    ],
    'the terms have one language twice, and companies lost their quotation marks': [
      inBrp({
        companies: [2],
        mandateText: { ...brp.mandateText, texts: [...brp.mandateText.texts, ...brp.mandateText.texts] },
      }),
      /^merchants\[0\]\.brp\.companies\[0\] must be text/,
      /^merchants\[0\]\.brp\.mandateText\.texts has one language twice$/,
    ],
    'BRP’s address holds a key, and a secret stands in the file': [
      inBrp({}, { baseUrl: 'https://gym.example/api/ver2?apikey=1', apiKey: 'a-key', user: 'a:b' }),
      /^providers\.brp\.baseUrl must hold neither credentials nor a query$/,
      /^providers\.brp\.apiKey /,
      /^providers\.brp\.user must hold no colon/,
    ],
    'a key is not one': [
      inProvider({ signingKey: { file: 'handslag.json' } }),
      /^providers\.betalingsservice\.signingKey must be an RSA private key in PEM/,
    ],
    'a public key is the private one': [
      inProvider({ callbackKey: { file: 'signing.pem' } }),
      /^providers\.betalingsservice\.callbackKey must be the public half only$/,
    ],
    'a public JWK has its secret part': [
      inClient({ actorKeys: [{ kty: 'EC', kid: '1', d: 'x' }] }),
      /^clients\[0\]\.actorKeys\[0\] must be a public key/,
    ],
    'metrics are neither on a port nor behind a token': [
      (config) => ({ ...config, metrics: {} }),
      /^metrics needs a port, a token, or both$/,
    ],
    'a webhook goes out unencrypted': [
      webhook({ url: 'http://shop.example/hook' }),
      /^clients\[0\]\.webhooks\[0\]\.url must be https$/,
    ],
    'a webhook’s address is none': [
      webhook({ url: 'shop.example' }),
      /^clients\[0\]\.webhooks\[0\]\.url must be a URL/,
    ],
    'a secret stands in the file: a webhook’s': [
      webhook({ secrets: [environment.WEBHOOK_SECRET] }),
      /^clients\[0\]\.webhooks\[0\]\.secrets\[0\] is a secret, which must not stand in a file/,
    ],
    'a secret stands in the file: the vault’s': [
      (config) => ({ ...config, vaultKeys: [environment.VAULT_KEY] }),
      /^vaultKeys\[0\] is a secret.*put \{ "env": "NAME" \} or \{ "file": "\/path" \}/,
    ],
    'a secret stands in the file: the metrics’': [
      (config) => ({ ...config, metrics: { token: 'a'.repeat(32) } }),
      /^metrics\.token is a secret/,
    ],
    'a secret stands in the file: a provider’s': [
      inProvider({ signingKey: '-----BEGIN PRIVATE KEY-----' }),
      /^providers\.betalingsservice\.signingKey is a secret/,
    ],
    'a variable is not set': [
      (config) => ({ ...config, vaultKeys: [{ env: 'NOBODY_SET_THIS' }] }),
      /^vaultKeys\[0\] the environment variable NOBODY_SET_THIS is not set$/,
    ],
    'a file is not there': [
      inProvider({ signingKey: { file: 'gone.pem' } }),
      /^providers\.betalingsservice\.signingKey the file \S+gone\.pem cannot be read \(ENOENT\)$/,
    ],
    'what a variable holds is not what is expected': [
      (config) => ({ ...config, vaultKeys: [{ env: 'WEBHOOK_SECRET' }] }),
      /^vaultKeys\[0\] must be 32 random bytes in base64/,
    ],
  };
  for (const [what, [change, ...expected]] of Object.entries(cases)) {
    test(what, async () => {
      const found = await complaints(change);
      assert.equal(found.length, expected.length, found.join('\n'));
      for (const [index, says] of expected.entries()) assert.match(found[index] ?? '', says);
    });
  }
});

test('what is wrong in several places is told at once, with its line, and no secret among it', async () => {
  const leaked = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
  const file = await writeConfig((config) => ({
    ...config,
    publicUrl: 'http://pay.example',
    vaultKeys: [leaked],
    logLevl: 'info',
  }));
  assert.throws(
    () => loadConfig(file, environment),
    (error) => {
      assert(error instanceof ConfigError);
      const lines = readFileSync(file, 'utf8').split('\n');
      const lineOf = (text: string): number => lines.findIndex((line) => line.includes(text)) + 1;
      assert.deepEqual(
        error.message.split('\n').map((line) => /line \d+: \w+/.exec(line)?.[0]),
        [
          undefined,
          `line ${lineOf('publicUrl')}: publicUrl`,
          `line ${lineOf(leaked)}: vaultKeys`,
          `line ${lineOf('logLevl')}: logLevl`,
        ],
      );
      assert(!error.message.includes(leaked));
      return true;
    },
  );
});

test('consents at BRP are in order with what they need, and answered as XML unless something else is said', async () => {
  const config = loadConfig(await writeConfig(inBrp({})), environment);
  const { format, apiKey, test } = config.providers.brp ?? assert.fail('it is not there');
  assert.deepEqual([format, apiKey, test], ['xml', environment.BRP_KEY, false]);
  assert.deepEqual(config.merchants[0]?.brp?.offers, { account: true, eConsent: true });
});

suite('the text of a configuration', () => {
  test('may have comments, and commas after the last entry', async () => {
    const text = JSON.stringify(await (await import('../cli/configuration.ts')).sound());
    const withComments = `// ours\n${text.replace(/}$/, ', /* the end */ }')}`;
    assert.deepEqual(await complaints(() => withComments), []);
  });

  for (const [what, text, says] of [
    ['is not JSON', '{\n  "a": 1\n  "b": 2\n}', 'line 3: comma expected'],
    ['ends too soon', '{\n  "a": 1', 'line 2: close brace expected'],
    ['is no object', '[]', 'expected an object: { … }'],
    ['is empty', '', 'line 1: value expected'],
  ] as const) {
    test(`${what}: the line is told`, async () => {
      const file = await writeConfig(() => text);
      assert.throws(
        () => loadConfig(file, {}),
        (error) => error instanceof ConfigError && error.message.endsWith(`\n  ${says}`),
      );
    });
  }

  test('that says one thing twice is refused: one of them would be lost', async () => {
    const file = await writeConfig((config) =>
      JSON.stringify(config).replace('{', '{"publicUrl":"https://a",'),
    );
    assert.throws(() => loadConfig(file, environment), /line 1: publicUrl is there twice/);
  });
});

suite('a reference', () => {
  test('stands for text, number or truth value, and files are sought beside the configuration', async () => {
    const file = await writeConfig((config) => ({
      ...inProvider({ test: { env: 'TEST' } })(config),
      publicUrl: { env: 'PUBLIC_URL' },
      listen: { port: { env: 'PORT' } },
      vaultKeys: [{ file: 'vault.key' }],
    }));
    writeFileSync(join(dirname(file), 'vault.key'), `${environment.VAULT_KEY}\r\n`);
    const config = loadConfig(file, { PUBLIC_URL: 'https://pay.example', PORT: '8443', TEST: 'true' });
    assert.equal(config.publicUrl, 'https://pay.example');
    assert.equal(config.listen.port, 8443);
    assert.equal(config.providers.betalingsservice?.test, true);
    assert.deepEqual(config.vaultKeys, [environment.VAULT_KEY]);
  });

  test('to a number that is none is refused where it stands', async () => {
    const refused = await complaints((config) => ({ ...config, listen: { port: { env: 'PORT' } } }), {
      ...environment,
      PORT: '80a',
    });
    assert.deepEqual(refused, ['listen.port must be a number']);
  });
});

suite('the data folder', () => {
  test('is beside the configuration, wherever the program is run', async () => {
    const file = await writeConfig();
    assert.equal(loadConfig(file, environment).dataFolder, join(dirname(file), 'data'));
  });

  test('is found without a single secret, even where other things are wrong', async () => {
    const file = await writeConfig((config) => ({ ...config, publicUrl: 3 }));
    assert.equal(loadDataFolder(file, {}), join(dirname(file), 'data'));
  });

  test('that is not said is missed', async () => {
    const file = await writeConfig(without('dataFolder'));
    assert.throws(() => loadDataFolder(file, {}), /dataFolder is missing/);
  });
});
