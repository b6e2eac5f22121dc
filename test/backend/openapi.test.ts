import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validate } from '@hyperjump/json-schema/openapi-3-1';
import * as z from 'zod';
import { table } from '../../src/backend/edge/table.ts';
import { issuer, startBackend } from './edge/backend.ts';

const Operation = z.looseObject({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).default([]),
  responses: z.record(z.string(), z.looseObject({ description: z.string() })),
});

const Document = z.looseObject({
  openapi: z.string().startsWith('3.1.'),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const read = async () => {
  const { get } = await startBackend();
  const answer = await get('/openapi.json');
  assert.equal(answer.status, 200);
  const json: unknown = await answer.json();
  return { json, document: Document.parse(json) };
};

test('the document is an OpenAPI 3.1 document, its schemas and all', async () => {
  const { json } = await read();
  const text = JSON.stringify(json);
  const output = await validate('https://spec.openapis.org/oas/3.1/schema-base', JSON.parse(text), 'BASIC');
  assert.deepEqual(output, { valid: true });
});

test('it describes every route of the table, and no other', async () => {
  const { document } = await read();
  assert.equal(document.servers[0]?.url, issuer);
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { operationId }]) => [operationId, method.toUpperCase(), path]),
  );
  const routes = Object.entries(table).map(([name, { method, path }]) => [name, method, path]);
  assert.deepEqual(described.sort(), routes.sort());
});

test('every part of a path is a parameter, and every route names its token and its refusals', async () => {
  const { document } = await read();
  for (const { method, path, needs } of Object.values(table)) {
    const operation = document.paths[path]?.[method.toLowerCase()];
    assert(operation !== undefined);
    const inPath = operation.parameters.filter((one) => one.in === 'path').map((one) => `{${one.name}}`);
    assert.deepEqual(inPath, path.match(/\{\w+\}/g) ?? [], path);
    const schemes = operation.security.flatMap((one) => Object.keys(one));
    if (path.startsWith('/oauth/')) assert.deepEqual(schemes, ['client']);
    else assert.deepEqual(schemes, { none: [], either: ['session', 'server'] }[String(needs)] ?? [needs]);
    if (schemes.length > 0) assert(operation.responses['401'] !== undefined, path);
  }
});

test('no reference dangles, and no component is left unused', async () => {
  const { json, document } = await read();
  const used = new Set([...JSON.stringify(json).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref));
  const there = Object.entries(document.components)
    .filter(([kind]) => kind !== 'securitySchemes')
    .flatMap(([kind, parts]) => Object.keys(parts).map((name) => `#/components/${kind}/${name}`));
  assert.deepEqual([...used].sort(), there.sort());
});
