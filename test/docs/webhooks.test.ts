import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { signedHeaders } from '../../src/backend/webhooks/sign.ts';
import { newFolder } from '../support/folder.ts';
import { blocksOf } from './markdown.ts';

/** The code that the page shows to shops, as a function of what came. */
const verifierFrom = async (secret: string): Promise<(body: string, headers: object) => unknown> => {
  const { code = '' } = blocksOf('docs/webhooks.md').find(({ language }) => language === 'js') ?? {};
  const [imports = '', ...rest] = code.split('\n');
  const module = [
    imports.replace("'standardwebhooks'", `'${import.meta.resolve('standardwebhooks')}'`),
    'export const verify = (body, headers) => {',
    ...rest,
    'return event; };',
  ];
  const file = join(await newFolder(), 'verify.mjs');
  await writeFile(file, module.join('\n').replace('process.env.WEBHOOK_SECRET', `'${secret}'`));
  return (await import(pathToFileURL(file).href)).verify;
};

test('the code for shops takes what was signed, and refuses what was changed', async () => {
  const secret = `whsec_${btoa('a secret of twenty-four bytes')}`;
  const verify = await verifierFrom(secret);
  const body = '{"type":"collection_request.changed"}';
  const headers = await signedHeaders([secret], 'msg_1', Date.now(), body);
  assert.deepEqual(verify(body, headers), { type: 'collection_request.changed' });
  assert.throws(() => verify(`${body} `, headers), /No matching signature/);
});
