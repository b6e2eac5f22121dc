import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readDocument } from '../../../src/providers/brp/document.ts';
import { profile } from '../../../src/providers/brp/profile.ts';
import { readXml, XmlRefused } from '../../../src/providers/brp/xml.ts';
import { openBrp, published as register } from '../../sandbox/brp/rig.ts';
import { baseUrl, failure, forever, openScripted, published, seedFile, xml } from './scripted.ts';

const document = new TextEncoder().encode(await seedFile('list.xml'));

test('no beginning of a list passes for a list: a consent would seem to be gone', () => {
  const end = document.lastIndexOf('>'.charCodeAt(0));
  for (let length = 0; length <= end; length += 1) {
    assert.equal(readDocument(document.subarray(0, length), 'xml', profile), null, `${length} bytes`);
  }
  assert.notEqual(readDocument(document, 'xml', profile), null);
});

test('whatever the bytes are, they are a document or refused, and nothing else is thrown', () => {
  const changed = fc
    .array(fc.tuple(fc.nat(document.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
    .map((changes) => {
      const bytes = document.slice();
      for (const [at, byte] of changes) bytes[at] = byte;
      return bytes;
    });
  fc.assert(
    fc.property(fc.oneof(changed, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      try {
        readXml(bytes);
      } catch (error) {
        assert.ok(error instanceof XmlRefused, String(error));
      }
      readDocument(bytes, 'json', profile);
    }),
    { numRuns: 2000 },
  );
});

test('whatever is made of the document on the way, the room answers or fails in one of its three ways', async () => {
  const json = fc.jsonValue().map((value) => JSON.stringify({ autogiromedgivanden: value }));
  await fc.assert(
    fc.asyncProperty(json, async (text) => {
      const { brp } = openScripted(() => xml(text), { format: 'json' });
      const read = brp.read(published.read, forever);
      await read.catch(() => failure(read, 'nonsense'));
    }),
    { numRuns: 300 },
  );
});

test('any name of a company comes through XML as it is', async () => {
  const [consent] = register.consents ?? [];
  assert.ok(consent);
  // what XML cannot hold at all, and what it reads as a line feed, cannot be a company's name
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((text) => !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(text) && text.trim() === text);
  await fc.assert(
    fc.asyncProperty(name, async (companyname) => {
      const { sandbox } = await openBrp({ ...register, consents: [{ ...consent, companyname }] });
      const { brp } = openScripted((request) => {
        const url = request.url.replace(baseUrl, sandbox.brp.baseUrl);
        const headers = { authorization: request.headers.get('authorization') ?? '' };
        return sandbox.fetch(new Request(url, { method: request.method, headers }));
      });
      assert.equal((await brp.read({ id: '1', personId: '2' }, forever))?.companyName, companyname);
      await sandbox.stop();
    }),
    { numRuns: 100 },
  );
});
