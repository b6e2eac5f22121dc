import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { buildWidget } from '../../demo/build-widget.ts';
import { freePort } from '../runner/free-port.ts';
import { newFolder } from '../support/folder.ts';

await buildWidget();

const program = join(import.meta.dirname, '../../demo/serve.ts');
const children: ChildProcess[] = [];
after(() => {
  for (const child of children) child.kill('SIGKILL');
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** `npm start` without npm. */
const start = (env: Readonly<Record<string, string>>) => {
  const args = ['--disable-warning=ExperimentalWarning', program];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
  children.push(child);
  const ended = (async (): Promise<Ended> => {
    const [out, error, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    return { code, out, error };
  })();
  return { child, ended, told: once(child.stdout, 'data') };
};

test('it prints where to go and nothing else, answers there, and ends cleanly on Ctrl-C', async () => {
  const port = String(await freePort());
  const { child, ended, told } = start({ PORT: port, HANDSLAG_DATA: await newFolder() });
  await told;
  for (const path of ['/', '/demo/webshop/', '/demo/app/', '/demo/side-by-side/', '/readyz']) {
    assert.equal((await fetch(`http://localhost:${port}${path}`)).status, 200, path);
  }
  child.kill('SIGINT');
  const { code, out, error } = await ended;
  assert.deepEqual({ code, error }, { code: 0, error: '' });
  assert.match(out, new RegExp(`http://localhost:${port}/demo/side-by-side/`));
});

test('a port that another has is told in one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const { code, out, error } = await start({ PORT: port, HANDSLAG_DATA: await newFolder() }).ended;
  other.close();
  assert.deepEqual({ code, out }, { code: 1, out: '' });
  assert.match(error, new RegExp(`^127\\.0\\.0\\.1 port ${port} is taken[^\\n]*\\n$`));
});

test('a folder that another process has is told in one sentence, and that process goes on', async () => {
  const HANDSLAG_DATA = await newFolder();
  const port = String(await freePort());
  const first = start({ PORT: port, HANDSLAG_DATA });
  await first.told;
  const { code, error } = await start({ PORT: String(await freePort()), HANDSLAG_DATA }).ended;
  assert.equal(code, 1);
  assert.match(error, /^Another process uses the data in [^\n]*\n$/);
  assert.equal((await fetch(`http://localhost:${port}/healthz`)).status, 200);
  first.child.kill('SIGTERM');
  assert.equal((await first.ended).code, 0);
});
