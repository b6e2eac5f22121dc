import * as z from 'zod';
import { CreateAtDesk, CreateByServer, CreateInSession } from '../protocol/collection-request.ts';
import { CheckDebtor } from '../protocol/debtor-check.ts';
import { Problem } from '../protocol/problem.ts';
import type { Needs, Route } from '../protocol/routes.ts';
import { CollectionRequestDetail } from '../protocol/session.ts';
import { type ProblemCode, problems } from '../protocol/words.ts';
import { type Json, refTo } from './edge/openapi-parts.ts';
import { operations } from './edge/operations.ts';
import { table } from './edge/table.ts';
import { oauthRefusal } from './oauth/operations.ts';

/** The OpenAPI 3.1 document, made from the route table and the protocol's schemas. */
export const openapiOf = (publicUrl: string): Readonly<Record<string, unknown>> => {
  const paths = pathsOf();
  return {
    openapi: '3.1.1',
    info: {
      title: 'Handslag',
      version: '0.1.0',
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'Payments from the bank account and direct-debit mandates, in one approval. Refusals are problem documents (RFC 9457) with a `code` from a closed list.',
    },
    servers: [{ url: publicUrl }],
    paths,
    components: { schemas: schemasFor(paths), headers, securitySchemes: securitySchemes(publicUrl) },
  };
};

const names = Object.keys(table) as readonly (keyof typeof table)[];

const pathsOf = (): Record<string, Record<string, Json>> => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const name of names) {
    const route = table[name];
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(name, route) };
  }
  return paths;
};

const operationOf = (name: keyof typeof table, route: Route): Json => {
  const { answers, problems: own = [], oauth, ...said } = operations[name];
  return {
    operationId: name,
    ...said,
    security: oauth ? [{ client: [] }] : security[route.needs],
    responses: { ...(oauth ? oauthRefusals : refusals(route, own)), ...answers },
  };
};

const security: Readonly<Record<Needs, Json>> = {
  none: [],
  session: [{ session: [] }],
  server: [{ server: [] }],
  either: [{ session: [] }, { server: [] }],
};

const withToken: readonly ProblemCode[] = [
  'token_missing',
  'token_invalid',
  'token_expired',
  'token_insufficient',
  'origin_not_allowed',
  'rate_limited',
  'unavailable',
];

/** One problem response per status, naming the codes it may carry. */
const refusals = (route: Route, own: readonly ProblemCode[]): Record<string, Json> => {
  const codes: readonly ProblemCode[] = [
    ...own,
    ...(route.needs === 'none' ? [] : withToken),
    ...(route.method === 'POST' ? (['body_too_large'] as const) : []),
    'internal_error',
  ];
  const byStatus = Object.groupBy(codes, (code) => problems[code][0]);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, some = []]) => [
      status,
      {
        description: some.map((code) => `\`${code}\`: ${problems[code][1]}.`).join(' '),
        content: { 'application/problem+json': { schema: refTo(Problem) } },
        ...(some.some((code) => hasRetryAfter.includes(code))
          ? { headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } }
          : {}),
      },
    ]),
  );
};

const hasRetryAfter: readonly ProblemCode[] = ['rate_limited', 'unavailable'];

const oauthRefusals: Readonly<Record<number, Json>> = {
  400: oauthRefusal('Refused, in the form of RFC 6749 §5.2.'),
  401: oauthRefusal('`invalid_client`: unknown client, or wrong secret.'),
  429: oauthRefusal('Too many requests.', 'Retry-After'),
  503: oauthRefusal('The service cannot answer just now.', 'Retry-After'),
};

const headers: Json = {
  ETag: { description: 'The revision, in quotation marks.', schema: { type: 'string' } },
  Location: { description: 'Where the new request is read.', schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
};

const securitySchemes = (publicUrl: string): Json => ({
  client: {
    type: 'http',
    scheme: 'basic',
    description: 'Client id and secret, both form-encoded first (RFC 6749 §2.3.1).',
  },
  server: {
    type: 'oauth2',
    description: 'A token for the shop’s own server.',
    flows: { clientCredentials: { tokenUrl: publicUrl + table.issueToken.path, scopes: {} } },
  },
  session: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A token for one browser and one task.',
  },
});

/** Schemas of what callers send: there a field with a default may be left out. */
const sent: readonly z.ZodType[] = [
  CreateInSession,
  CreateByServer,
  CreateAtDesk,
  CollectionRequestDetail,
  CheckDebtor,
];

/** Every schema that the paths need, directly or through another. */
const schemasFor = (paths: object): Readonly<Record<string, object>> => {
  const uri = (id: string) => `#/components/schemas/${id}`;
  const answers = z.toJSONSchema(z.globalRegistry, { uri, io: 'output' }).schemas;
  const requests = z.toJSONSchema(z.globalRegistry, { uri, io: 'input' }).schemas;
  const sentIds = sent.map((schema) => z.globalRegistry.get(schema)?.id);

  const found: Record<string, object> = {};
  const collect = (json: object): void => {
    for (const id of refsIn(json).filter((one) => found[one] === undefined)) {
      const { $schema, $id, ...schema } = (sentIds.includes(id) ? requests : answers)[id] ?? {};
      found[id] = schema;
      collect(schema);
    }
  };
  collect(paths);
  return found;
};

const refsIn = (json: object): string[] =>
  [...JSON.stringify(json).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, id = '']) => id);
