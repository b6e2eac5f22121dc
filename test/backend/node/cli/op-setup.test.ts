import 'reflect-metadata';
import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, X509Certificate as NodeCertificate } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import * as x509 from '@peculiar/x509';
import { certificatesIn } from '../../../../demo/serve/certificates.ts';
import { serveOp } from '../../../../demo/serve/op.ts';
import { clock } from '../../../../src/backend/node/clock.ts';
import { loadConfig } from '../../../../src/backend/node/config/load-config.ts';
import { createSandbox } from '../../../../src/sandbox/sandbox.ts';
import { callbackKeys } from '../../../sandbox/support.ts';
import { newFolder } from '../../../support/folder.ts';
import { environment, writeConfig } from './configuration.ts';
import { type Ended, run } from './program.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const secret = 'the-secret-of-this-client';
const day = 24 * 3_600_000;

/** The bank's own authority: it signs whatever key stands in a request, as OP does. */
const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
const from = new Date(Date.now() - 2 * day);
const authority = await x509.X509CertificateGenerator.createSelfSigned({
  name: 'CN=Test authority',
  keys,
  notBefore: from,
  notAfter: new Date(Date.now() + day),
  signingAlgorithm: algorithm,
  extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
});
const sign = async (
  request: string,
  { notBefore = from, notAfter = new Date(Date.now() + day) } = {},
): Promise<string> => {
  const asked = new x509.Pkcs10CertificateRequest(request);
  assert.equal(await asked.verify(), true, 'the request is signed with its own key');
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=Somebody',
    issuer: authority.subject,
    publicKey: await asked.publicKey.export(),
    signingKey: keys.privateKey,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
  });
  return certificate.toString('pem');
};

/** A folder of its own, and the program run in it. Whatever is said there is kept. */
const open = async () => {
  const home = await newFolder();
  const said: Ended[] = [];
  return {
    said,
    path: (name: string) => join(home, name),
    read: (name: string) => readFile(join(home, name), 'utf8'),
    write: (name: string, text: string, mode = 0o600) => writeFile(join(home, name), text, { mode }),
    async setup(args: readonly string[], how: { stdin?: string; env?: Record<string, string> } = {}) {
      const ended = await run(['op-setup', ...args], { cwd: home, ...how });
      said.push(ended);
      return ended;
    },
  };
};
type Home = Awaited<ReturnType<typeof open>>;

/** Keys of one's own, which are made in no time. */
const openWithKeys = async (): Promise<Home> => {
  const home = await open();
  await mkdir(home.path('op'));
  for (const name of ['client.key', 'signing.key']) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await home.write(`op/${name}`, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  }
  return home;
};

const failed = ({ code, out, err }: Ended, says: RegExp): void => {
  assert.equal(code, 1, out);
  assert.match(err, says);
  assert.doesNotMatch(err, /\n +at /, 'no stack');
};

const publicHalf = (pem: string): string =>
  createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString();

/** The pretend OP behind real TLS: it asks whoever connects for a certificate of the test's authority. */
const serve = async (certificate: string) => {
  const certificates = await certificatesIn({ keep: (_, make) => make() });
  const sandbox = createSandbox({
    baseUrl: 'http://127.0.0.1',
    appUrl: 'http://127.0.0.1/demo/app/',
    consumers: [],
    callbackKeys,
    clock,
    fetch,
    op: {
      clientId: 'tilikirja',
      clientSecret: secret,
      certificate: new NodeCertificate(certificate).fingerprint256.replaceAll(':', '').toLowerCase(),
      provider: { id: '2617416-4', name: 'Tilikirja Oy', registered: true },
      companies: [{ id: '0737546-2', name: 'Kulmakahvila Oy', ibans: [] }],
    },
  });
  await sandbox.start();
  const agreement = { provider: '2617416-4', products: ['ACCOUNT_DATA'] };
  const made = await sandbox.fetch(
    new Request('http://127.0.0.1/sandbox/op-admin/companies/0737546-2/agreements', {
      method: 'POST',
      body: JSON.stringify(agreement),
    }),
  );
  assert.equal(made.status, 201);
  // It knows its own clients by one authority, and is itself vouched for by another.
  const op = await serveOp(sandbox, certificates, authority.toString('pem'));
  after(() => op.stop());
  return { url: op.url, authority: certificates.authority };
};

test('a service provider is led from nothing to a token and a configuration that is taken, and no key is written over', async () => {
  const home = await open();
  const first = await home.setup(['--business-id', 'FI 26174164', '--name', 'Tilikirja Oy']);
  assert.equal(first.code, 0, first.err);
  assert.match(first.out, /\[x\] Register[\s\S]*\[ \] Have a client certificate\n[\s\S]*Next: .*client\.csr/);
  assert.equal((await stat(home.path('op'))).mode & 0o777, 0o700);
  const keys = new Map<string, string>();
  for (const [key, request] of [
    ['op/client.key', 'op/client.csr'],
    ['op/signing.key', 'op/signing.csr'],
  ] as const) {
    keys.set(key, await home.read(key));
    assert.equal((await stat(home.path(key))).mode & 0o777, 0o600, key);
    const asked = new x509.Pkcs10CertificateRequest(await home.read(request));
    assert.equal(asked.subject, 'CN=Tilikirja Oy');
    assert.equal(asked.publicKey.toString('pem').trim(), publicHalf(keys.get(key) ?? '').trim(), key);
    assert.equal(createPublicKey(keys.get(key) ?? '').asymmetricKeyDetails?.modulusLength, 4096);
  }
  assert.equal(new Set(keys.values()).size, 2);

  const certificate = await sign(await home.read('op/client.csr'));
  await home.write('right.crt', certificate);
  const withCertificate = await home.setup(['--certificate', 'right.crt', '--client-id', 'tilikirja']);
  assert.match(withCertificate.out, /\[x\] Have a client certificate \(good until \d{4}-\d\d-\d\d\)/);
  assert.match(withCertificate.out, /Next: .*--secret-stdin/);
  failed(await home.setup(['--check']), /Nothing was checked/);

  const op = await serve(certificate);
  await home.write('ca.crt', op.authority);
  const at = ['--base-url', op.url, '--ca', 'ca.crt'];
  await home.setup(['--secret-stdin'], { stdin: 'another-secret-than-the-right-one\n' });
  failed(await home.setup(['--check', ...at]), /did not answer as it should: token: our credentials .* 401/);
  await home.setup(['--secret-stdin'], { stdin: `${secret}\n` });
  assert.equal((await stat(home.path('op/client.secret'))).mode & 0o777, 0o600);
  failed(await home.setup(['--check', '--base-url', op.url]), /token: no answer \(.*certificate/);
  const checked = await home.setup(['--check', ...at, '--key-id', 'kid-1']);
  assert.equal(checked.code, 0, checked.err);
  assert.match(checked.out, /given you a mandate: 1\n/);
  assert.doesNotMatch(checked.out, /\[ \]|Next:/);

  const [provider, merchant] = checked.out.split('\n').filter((line) => line.startsWith('"'));
  const file = await writeConfig((config) => ({
    ...config,
    ...JSON.parse(`{${provider}}`),
    merchants: [{ id: 'nordlys', name: 'Nordlys', ...JSON.parse(`{${merchant}}`) }],
  }));
  const { providers, merchants } = loadConfig(file, environment);
  const { baseUrl, clientId, clientSecret, ca } = providers.op ?? {};
  assert.deepEqual(
    [baseUrl, clientId, clientSecret, ca?.trim()],
    [op.url, 'tilikirja', secret, op.authority.trim()],
  );
  assert.equal(merchants[0]?.op?.businessId, '2617416-4');

  for (const [key, text] of keys) assert.equal(await home.read(key), text, key);
  for (const { out, err } of home.said) {
    assert.doesNotMatch(`${out}${err}`, /PRIVATE KEY|another-secret/);
    assert.ok(!`${out}${err}`.includes(secret));
  }
});

test('whoever was interrupted goes on: a request is made for the key that is there, and nothing half is left', async () => {
  const home = await openWithKeys();
  const key = await home.read('op/client.key');
  assert.equal((await home.setup([])).code, 0);
  assert.equal(await home.read('op/client.key'), key);
  const asked = new x509.Pkcs10CertificateRequest(await home.read('op/client.csr'));
  assert.equal(await asked.verify(), true);
  assert.equal(asked.publicKey.toString('pem').trim(), publicHalf(key).trim());
  const request = await home.read('op/client.csr');
  assert.equal((await home.setup(['--name', 'Another Oy'])).code, 0);
  assert.equal(await home.read('op/client.csr'), request);
  assert.deepEqual((await readdir(home.path('op'))).sort(), [
    'client.csr',
    'client.key',
    'setup.json',
    'signing.csr',
    'signing.key',
  ]);
});

test('a certificate of another key, ended, not begun or none at all is not taken; what was said with it is kept', async () => {
  const home = await openWithKeys();
  await home.setup([]);
  const request = await home.read('op/client.csr');
  const [before, later] = [new Date(Date.now() - day), new Date(Date.now() + day / 2)];
  for (const [text, says] of [
    [await sign(await home.read('op/signing.csr')), /not of client\.key/],
    [await sign(request, { notAfter: before }), /ended on \d{4}/],
    [await sign(request, { notBefore: later }), /good from \d{4}.* only/],
    ['no certificate', /not a certificate in PEM/],
  ] as const) {
    await home.write('came.crt', text);
    failed(await home.setup(['--certificate', 'came.crt', '--client-id', 'tilikirja']), says);
    await assert.rejects(home.read('op/client.crt'), { code: 'ENOENT' });
  }
  failed(await home.setup(['--certificate', 'nowhere.crt']), /nowhere\.crt cannot be read \(ENOENT\)/);
  assert.match((await home.setup([])).out, /\[x\] Have a client id/);
});

test('a certificate that has ended meanwhile is what comes next, and no configuration is printed', async () => {
  const home = await openWithKeys();
  await home.setup(['--business-id', '2617416-4', '--client-id', 'a'], {
    env: { HANDSLAG_OP_SECRET: secret },
  });
  assert.equal(await home.read('op/client.secret'), secret);
  const request = await home.read('op/client.csr');
  await home.write('op/client.crt', await sign(request, { notAfter: new Date(Date.now() - day) }));
  const ended = await home.setup([]);
  assert.match(
    ended.out,
    /\[ \] Have a client certificate that can be used\. .*ended on[\s\S]*Next: .*client\.csr/,
  );
  assert.doesNotMatch(ended.out, /"providers"/);
  await home.write('new.crt', await sign(request));
  const renewed = await home.setup(['--certificate', 'new.crt']);
  assert.match(renewed.out, /"providers"/, 'the key id is for payments that Handslag does not make');
  for (const { out, err } of home.said) assert.ok(!`${out}${err}`.includes(secret));
});

test('what is damaged is named, and left as it is', async () => {
  const home = await openWithKeys();
  await home.write('op/client.key', 'half a k');
  failed(await home.setup([]), /client\.key is not a private key/);
  assert.equal(await home.read('op/client.key'), 'half a k');
  const other = await openWithKeys();
  await other.write('op/setup.json', '{');
  failed(await other.setup(['--client-id', 'a']), /setup\.json is not what op-setup writes/);
  failed(await other.setup(['--folder', 'op/setup.json']), /setup\.json cannot be used/);
  await other.write('op/setup.json', '{}');
  failed(await other.setup(['--secret-stdin'], { stdin: '\n' }), /no secret on standard input/);
});

for (const [args, says] of [
  [['--business-id', '2617416-5'], /--business-id cannot be right/],
  [['--client-id', ''], /--client-id must be one word/],
  [['--key-id', 'two words'], /--key-id must be one word/],
  [['--base-url', 'http://op.example'], /--base-url must be an https/],
  [['--base-url', 'https://op.example/'], /without a slash/],
  [['--client-secret', 'x'], /Unknown option '--client-secret'/],
] as const) {
  test(`${args.join(' ')} is not understood, and nothing is made`, async () => {
    const home = await open();
    const { code, err } = await home.setup(args);
    assert.equal(code, 2);
    assert.match(err, says);
    await assert.rejects(stat(home.path('op')), { code: 'ENOENT' });
  });
}
