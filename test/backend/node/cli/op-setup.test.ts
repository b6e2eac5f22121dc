import 'reflect-metadata';
import assert from 'node:assert/strict';
import { X509Certificate as NodeCertificate } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import * as x509 from '@peculiar/x509';
import { certificatesIn } from '../../../../demo/serve/certificates.ts';
import { serveOp } from '../../../../demo/serve/op.ts';
import { clock } from '../../../../src/backend/node/clock.ts';
import { createMtlsFetch } from '../../../../src/backend/node/mtls-fetch.ts';
import { createSandbox } from '../../../../src/sandbox/sandbox.ts';
import { callbackKeys } from '../../../sandbox/support.ts';
import { newFolder } from '../../../support/folder.ts';
import { run } from './program.ts';

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
const sign = async (request: string, notAfter = new Date(Date.now() + day)): Promise<string> => {
  const asked = new x509.Pkcs10CertificateRequest(request);
  assert.equal(await asked.verify(), true, 'the request is signed with its own key');
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=Somebody',
    issuer: authority.subject,
    publicKey: await asked.publicKey.export(),
    signingKey: keys.privateKey,
    notBefore: from,
    notAfter,
    signingAlgorithm: algorithm,
  });
  return certificate.toString('pem');
};

const home = await newFolder();
const setup = (args: readonly string[], stdin = '') => run(['op-setup', ...args], { cwd: home, stdin });
const read = (name: string) => readFile(join(home, name), 'utf8');

test('a service provider is led from nothing to a token, whatever is given first, and no key is written over', async () => {
  const first = await setup(['--business-id', 'FI 26174164', '--name', 'Tilikirja Oy']);
  assert.equal(first.code, 0, first.err);
  assert.match(first.out, /\[x\] Register[\s\S]*\[ \] Give OP API Admin op\/client\.csr/);
  for (const name of ['op/client.key', 'op/signing.key']) {
    assert.equal((await stat(join(home, name))).mode & 0o777, 0o600, name);
  }
  const key = await read('op/client.key');

  await writeFile(join(home, 'wrong.crt'), await sign(await read('op/signing.csr')));
  const wrong = await setup(['--certificate', 'wrong.crt']);
  assert.deepEqual([wrong.code, /not of client\.key/.test(wrong.err)], [1, true]);
  await writeFile(join(home, 'old.crt'), await sign(await read('op/client.csr'), new Date(Date.now() - day)));
  const old = await setup(['--certificate', 'old.crt']);
  assert.deepEqual([old.code, /ended on/.test(old.err)], [1, true]);

  const certificate = await sign(await read('op/client.csr'));
  await writeFile(join(home, 'right.crt'), certificate);
  const early = await setup(['--certificate', 'right.crt', '--check']);
  assert.deepEqual([early.code, /not all is there/.test(early.err)], [1, true]);
  assert.equal((await setup(['--secret-stdin'], `${secret}\n`)).code, 0);
  const complete = await setup(['--client-id', 'tilikirja', '--key-id', 'kid-1']);
  assert.equal(complete.code, 0, complete.err);
  assert.match(complete.out, /All is there/);
  assert.equal(await read('op/client.key'), key);

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
      companies: [],
    },
  });
  await sandbox.start();
  // It knows its own clients by one authority, and is itself vouched for by another.
  const op = await serveOp(sandbox, certificates, authority.toString('pem'));
  after(() => op.stop());
  await writeFile(join(home, 'ca.crt'), certificates.authority);
  const checked = await setup(['--check', '--base-url', op.url, '--ca', 'ca.crt']);
  assert.equal(checked.code, 0, checked.err);
  assert.match(checked.out, /0 companies have given you a mandate/);
  const unvouched = await setup(['--check', '--base-url', op.url]);
  assert.deepEqual([unvouched.code, /OP did not answer/.test(unvouched.err)], [1, true]);

  const [, provider = ''] = /"op": (\{.*\}) \}/.exec(checked.out) ?? [];
  assert.deepEqual(JSON.parse(provider), {
    baseUrl: op.url,
    clientId: 'tilikirja',
    clientSecret: { file: 'op/client.secret' },
    certificate: { file: 'op/client.crt' },
    key: { file: 'op/client.key' },
  });
  for (const { out, err } of [first, wrong, old, early, complete, checked, unvouched]) {
    assert.ok(!`${out}${err}`.includes(secret));
    assert.ok(!`${out}${err}`.includes('PRIVATE KEY'));
  }

  const mtls = createMtlsFetch({ key, certificate, ca: certificates.authority });
  const asked = (path: string, signal?: AbortSignal) =>
    mtls(new Request(op.url + path, signal === undefined ? {} : { signal }));
  assert.equal((await asked('/anything')).status, 404);
  await assert.rejects(asked('/anything', AbortSignal.abort(new Error('gone'))), /gone/);
  await assert.rejects(mtls(new Request('http://127.0.0.1/')), /https only/);
});

test('a Business ID that cannot be right is not taken, and nothing is made', async () => {
  const { code, err } = await run(['op-setup', '--business-id', '2617416-5'], { cwd: await newFolder() });
  assert.deepEqual([code, /cannot be right/.test(err)], [2, true]);
});
