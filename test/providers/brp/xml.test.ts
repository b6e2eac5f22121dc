import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readXml, XmlRefused } from '../../../src/providers/brp/xml.ts';
import { attacks } from './attacks.ts';
import { failure, forever, openScripted, published, xml } from './scripted.ts';

const read = (text: string) => readXml(new TextEncoder().encode(text));

describe('refused', () => {
  for (const [name, make] of Object.entries(attacks)) {
    test(name, async () => {
      const bytes = make();
      assert.throws(
        () => readXml(bytes),
        (error) => error instanceof XmlRefused && error.message.length < 40,
      );
      const asked: string[] = [];
      const { brp } = openScripted((request) => {
        asked.push(request.url);
        return new Response(bytes, { headers: { 'content-type': 'text/xml' } });
      });
      await failure(brp.read(published.read, forever), 'nonsense');
      assert.equal(asked.length, 1, 'nothing else is fetched');
    });
  }

  test('a body that goes on is cut off, not read to its end', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    const { brp } = openScripted(() => new Response(endless));
    await failure(brp.read(published.read, forever), 'nonsense');
    assert.ok(sent < 24, `${sent} chunks`);
  });

  test('another character set in the header', async () => {
    for (const type of ['text/xml; charset=ISO-8859-1', 'text/xml;charset="utf-16"']) {
      const { brp } = openScripted(() => xml('<autogiromedgivanden/>', type));
      await failure(brp.read(published.read, forever), 'nonsense');
    }
    for (const type of ['text/xml; charset=utf-8', 'application/xml;charset="UTF-8"', 'text/xml']) {
      const { brp } = openScripted(() => xml('<autogiromedgivanden/>', type));
      assert.equal(await brp.read(published.read, forever), null, type);
    }
  });

  test('more elements, or deeper ones, than there is a use for', () => {
    const deep = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    assert.equal(read(deep(8)).name, 'a');
    assert.throws(() => read(deep(9)), XmlRefused);
    const wide = (count: number) => `<a>${'<b/>'.repeat(count - 1)}</a>`;
    assert.equal(read(wide(20_000)).children.length, 19_999);
    assert.throws(() => read(wide(20_001)), XmlRefused);
  });

  test('a field that comes twice, or holds elements', async () => {
    const item = (inner: string) =>
      `<autogiromedgivanden><autogiromedgivande>${inner}</autogiromedgivande></autogiromedgivanden>`;
    for (const inner of ['<id>1</id><id>2</id>', '<id><b>1</b></id>']) {
      const { brp } = openScripted(() => xml(item(inner)));
      await failure(brp.read(published.read, forever), 'nonsense');
    }
  });
});

describe('read', () => {
  test('the five entities, characters by number, and what is marked as text', () => {
    const { text } = read('<a>&lt;&gt;&amp;&apos;&quot;&#74;&#xe4;<![CDATA[<b>&x;]]></a>');
    assert.equal(text, '<>&\'"Jä<b>&x;');
  });

  test('a declaration, a byte order mark, comments and attributes change nothing', () => {
    const text = '\ufeff<?xml version="1.0" encoding="UTF-8"?><!-- x --><a b="c"><d>1</d></a>';
    assert.deepEqual(read(text), {
      name: 'a',
      text: '',
      children: [{ name: 'd', text: '1', children: [] }],
    });
  });

  test('a name that an object has anyway is only a name', () => {
    assert.equal(
      read('<__proto__><constructor>1</constructor></__proto__>').children[0]?.name,
      'constructor',
    );
  });
});
