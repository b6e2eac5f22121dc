import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { suite, test } from 'node:test';
import { hashSecret } from '../../../../src/backend/oauth/secret.ts';
import { environment, secret, writeConfig } from './configuration.ts';
import { run } from './program.ts';

const commands = [
  'serve',
  'check-config',
  'stuck',
  'resend',
  'rotate-keys',
  'hash-secret',
  'listen',
  'op-setup',
];

test('--help names every command, and so does the program when it is told nothing', async () => {
  for (const args of [['--help'], []]) {
    const { code, out } = await run(args);
    assert.equal(code, 0);
    for (const command of commands) assert.match(out, new RegExp(`^  ${command} `, 'm'));
  }
});

for (const command of commands) {
  test(`${command} --help says how it is used, and all its options`, async () => {
    const { code, out, err } = await run([command, '--help']);
    assert.equal(code, 0);
    assert.equal(err, '');
    const [usage = ''] = out.split('\n');
    assert(usage.startsWith(`Usage: handslag ${command}`));
    for (const [option] of usage.matchAll(/--[a-z-]+/g)) assert.match(out, new RegExp(`^  ${option}`, 'm'));
  });
}

suite('what is not understood is told with what may have been meant, and exit code 2', () => {
  const cases: readonly (readonly [args: string, says: RegExp])[] = [
    ['serv', /no command serv: did you mean serve\?/],
    ['frobnicate', /no command frobnicate\n/],
    ['toString', /no command toString/],
    ['serve --confg x', /--confg.*did you mean --config\?/],
    ['serve --config', /--config/],
    ['serve here', /Unexpected argument 'here'/],
    ['resend', /Which webhooks\?/],
    ['listen --url https://pay.example', /--forward-to is needed/],
    ['listen --url pay.example --forward-to http://localhost', /--url must be a URL/],
  ];
  for (const [args, says] of cases) {
    test(`handslag ${args}`, async () => {
      const { code, out, err } = await run(args.split(' '));
      assert.equal(code, 2);
      assert.match(err, says);
      assert.match(err, /--help says what there is/);
      assert.equal(out, '');
    });
  }
});

suite('hash-secret', () => {
  test('makes a secret that nobody could guess, and its hash', async () => {
    const [one, other] = await Promise.all([run(['hash-secret']), run(['hash-secret'])]);
    assert.notEqual(one.out, other.out);
    const [, made = '', hash] = /^secret +(\S{43})\nhash +(\S+)\n$/.exec(one.out) ?? [];
    assert.equal(hash, await hashSecret(made));
  });

  test('hashes the secret that it is given, and does not print it', async () => {
    const { out } = await run(['hash-secret', '--stdin'], { stdin: `${secret}\n` });
    assert.equal(out, `hash     ${await hashSecret(secret)}\n`);
  });

  test('refuses a secret that could be guessed', async () => {
    const { code, out, err } = await run(['hash-secret', '--stdin'], { stdin: 'hunter2\n' });
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /7 characters: it must be random and have 32 or more/);
  });
});

suite('check-config', () => {
  test('says that a sound configuration is in order, and starts and makes nothing', async () => {
    const file = await writeConfig();
    const folder = file.slice(0, file.lastIndexOf('/'));
    const before = readdirSync(folder);
    const { code, out } = await run(['check-config', '--config', file], { env: environment });
    assert.equal(code, 0);
    assert.match(out, /is in order/);
    assert.deepEqual(readdirSync(folder), before);
  });

  test('finds the configuration by the environment, or by its name where it is run', async () => {
    const file = await writeConfig();
    const byEnv = await run(['check-config'], { env: { ...environment, HANDSLAG_CONFIG: file } });
    assert.match(byEnv.out, /is in order/);
    const cwd = file.slice(0, file.lastIndexOf('/'));
    assert.match((await run(['check-config'], { env: environment, cwd })).out, /^handslag\.json is in order/);
  });

  test('says all that is wrong on standard error, with exit code 1', async () => {
    const file = await writeConfig((config) => ({ ...config, publicUrl: 'pay.example', dataFoldr: 'x' }));
    const { code, out, err } = await run(['check-config', '--config', file], { env: {} });
    assert.deepEqual([code, out], [1, '']);
    for (const says of [/publicUrl must be/, /did you mean dataFolder/, /VAULT_KEY is not set/]) {
      assert.match(err, says);
    }
  });

  test('says where it looked for a configuration that is not there', async () => {
    const { code, err } = await run(['check-config', '--config', '/nowhere/handslag.json']);
    assert.equal(code, 1);
    assert.match(err, /\/nowhere\/handslag\.json cannot be read \(ENOENT\).*--config/);
  });
});
