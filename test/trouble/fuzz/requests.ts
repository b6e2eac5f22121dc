import fc from 'fast-check';
import type * as z from 'zod';
import { table } from '../../../src/backend/edge/table.ts';
import { checkDebtor } from '../../../src/identifiers/debtor.ts';
import { CreateAtDesk, CreateByServer, CreateInSession } from '../../../src/protocol/collection-request.ts';
import { CheckDebtor } from '../../../src/protocol/debtor-check.ts';
import { CreateEftConsent, ModifyEftConsent } from '../../../src/protocol/eft-consent.ts';
import { tokenTypes } from '../../../src/protocol/oauth.ts';
import type { Route } from '../../../src/protocol/routes.ts';
import { AuthorizationDetails } from '../../../src/protocol/session.ts';
import { debtorSchemes } from '../../../src/protocol/words.ts';
import {
  type Bad,
  badId,
  badText,
  bearer,
  callOf,
  type Who,
  withHeaders,
  wrongBodies,
  wrongJson,
  wrongMethods,
  wrongOrigins,
  wrongPaths,
  wrongTokens,
} from './parts.ts';
import { spoiled } from './spoil.ts';
import { basic, credentials, payment } from './tokens.ts';
import type { Sent } from './wire.ts';

const routes: readonly Route[] = Object.values(table);

/** What is wrong wherever it is sent. `who` may call the route. */
const wrongAnywhere = (route: Route, who: Who | null): Bad => {
  const call = callOf(route);
  const used = routes.filter(({ path }) => path === route.path).map(({ method }) => method);
  return fc.oneof(
    wrongMethods(call, used),
    wrongPaths(call),
    ...(who === null ? [] : [wrongTokens(call), wrongOrigins(call, who)]),
  );
};

/** The tokens that are good, and not for this. */
const wrongHolders = (route: Route, ...wrong: readonly Who[]): Bad =>
  fc.constantFrom(...wrong).map((who) => withHeaders(callOf(route), ['authorization', bearer(who)]));

const wrongIds = (route: Route, ...holders: readonly Who[]): Bad =>
  fc
    .tuple(fc.constantFrom(...holders), badId)
    .map(([who, id]) => withHeaders(callOf(route, id), ['authorization', bearer(who)]));

/** `…` stands for anything but a number, which a cursor may be. */
const wrongQueries = (route: Route, who: Who, ...queries: readonly string[]): Bad =>
  fc
    .tuple(fc.constantFrom(...queries), badText)
    .map(([query, text]) => query.replace('…', /^\d+$/.test(text) ? '-' : encodeURIComponent(text)))
    .map((query) => {
      const call = withHeaders(callOf(route), ['authorization', bearer(who)]);
      return { ...call, path: call.path + query };
    });

const keyed = (route: Route, who: Who): Sent =>
  withHeaders(callOf(route), ['authorization', bearer(who)], ['idempotency-key', 'key']);

/** A key that is missing, there twice, or not one. */
const wrongKeys = (route: Route, who: Who, valid: object): Bad => {
  const call = withHeaders(
    callOf(route),
    ['authorization', bearer(who)],
    ['content-type', 'application/json'],
  );
  const body = Buffer.from(JSON.stringify(valid));
  return fc
    .oneof(
      fc.constantFrom([], [''], ['a', 'b'], ['a b'], ['x'.repeat(256)], ['é'], ['\t']),
      fc
        .string({ unit: fc.constantFrom(' ', 'a', 'ÿ'), minLength: 1 })
        .filter((key) => /[^a]/.test(key.trim()))
        .map((key) => [key]),
    )
    .map((keys) => ({ ...withHeaders(call, ...keys.map((key) => ['idempotency-key', key] as const)), body }));
};

const { type: _type, provider, surface, debtor, ...order } = payment;
const mandateText = { id: 'terms', version: '1', locale: 'da', text: 'Jeg tilmelder mig.' };
const inSession = { debtor, mandateText, shownAmount: payment.amount };
const byServer = { provider, surface, debtor, ...order };
const newAccount = {
  clearing: '6111',
  account: '123456789',
  mandateText: { id: 'autogiro', version: '1', sha256: 'a'.repeat(64) },
};
const consent = { way: 'account', company: `co_${'A'.repeat(16)}`, ...newAccount };
const atDesk = { ...order, debtor, mandateText };

/** A number that nobody can have; or that of a customer, who has a mandate already and needs no other. */
const impossible = (sent: Sent, valid: object): Bad =>
  fc
    .record({
      scheme: fc.constantFrom(...debtorSchemes),
      value: fc.string({
        unit: fc.constantFrom('0', '9', ' ', '-', 'x', 'ø', '+', '٣'),
        minLength: 1,
        maxLength: 32,
      }),
    })
    .filter((named) => named.scheme === 'customer_number' || !checkDebtor(named).ok)
    .map((wrong) => ({
      ...withHeaders(sent, ['content-type', 'application/json']),
      body: Buffer.from(JSON.stringify({ ...valid, debtor: wrong })),
    }));

const bodies = (route: Route, who: Who, schema: z.ZodType, valid: object): OftenBad =>
  often(wrongJson(keyed(route, who), schema, valid));

interface OftenBad {
  readonly weight: number;
  readonly arbitrary: Bad;
}

/** Where there is more that can be wrong. */
const often = (arbitrary: Bad): OftenBad => ({ weight: 5, arbitrary });

type Field = readonly [name: string, value: string];

const formOf = (route: Route, authorization: string, fields: readonly Field[]): Sent => ({
  ...withHeaders(
    callOf(route),
    ['authorization', authorization],
    ['content-type', 'application/x-www-form-urlencoded'],
  ),
  body: Buffer.from(
    new URLSearchParams(fields.map(([name, value]) => [name, value.toWellFormed()])).toString(),
  ),
});

const grant = ['grant_type', 'client_credentials'] as const;
const exchange = [
  ['grant_type', 'urn:ietf:params:oauth:grant-type:token-exchange'],
  ['subject_token', '{server}'],
  ['subject_token_type', tokenTypes.accessToken],
] as const;

const wrongForms = (route: Route, valid: readonly Field[]): Bad =>
  fc.oneof(
    wrongBodies(
      withHeaders(callOf(route), ['authorization', credentials]),
      'application/x-www-form-urlencoded',
      Buffer.from('a=b&'),
    ),
    // Each parameter twice, and each missing or with another value.
    fc.constantFrom(...valid).map((field) => formOf(route, credentials, [...valid, field])),
    fc
      .tuple(
        fc.constantFrom(
          '',
          'Basic',
          'Basic !',
          'Basic OmE=',
          'Bearer {server}',
          basic('shop-of-nobody', 'guessed'),
        ),
        badText,
      )
      .map(([header, text]) => formOf(route, header || text, valid)),
    badText.map((id) => formOf(route, basic(id, 'guessed'), valid)),
  );

const wrongGrants = (route: Route): Bad =>
  fc.oneof(
    fc.string().map((type) => formOf(route, credentials, [['grant_type', type]])),
    fc.string({ minLength: 1 }).map((scope) => formOf(route, credentials, [grant, ['scope', scope]])),
    spoiled(AuthorizationDetails, JSON.parse(JSON.stringify([payment]))).map((details) =>
      formOf(route, credentials, [grant, ['authorization_details', JSON.stringify(details)]]),
    ),
    fc
      .constantFrom('[', '{}', 'null', '[[]]')
      .map((text) => formOf(route, credentials, [grant, ['authorization_details', text]])),
    fc
      .tuple(
        fc.constantFrom(
          'subject_token',
          'subject_token_type',
          'audience',
          'actor_token',
          'actor_token_type',
          'requested_token_type',
        ),
        fc.string({ minLength: 1 }),
      )
      .map(([name, value]) =>
        formOf(route, credentials, [...exchange.filter(([other]) => other !== name), [name, value]]),
      ),
  );

const wrongCallbacks = (route: Route): Bad =>
  fc
    .tuple(
      fc.oneof(fc.constant('betalingsservice'), badId),
      fc.oneof(
        badText,
        badText.map((text) => `OAuth oauth_signature="${text.replaceAll('"', '')}"`),
      ),
      fc.oneof(
        fc.json().map((text) => Buffer.from(text.toWellFormed())),
        fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      ),
    )
    .map(([name, authorization, body]) => ({
      ...withHeaders(
        callOf(route, name),
        ['authorization', authorization],
        ['content-type', 'application/json'],
      ),
      body,
    }));

/** Of a room that this service has no provider for: what is refused before anybody looks for it. */
const forBrowsers = (route: Route): readonly Bad[] => [
  wrongAnywhere(route, 'session'),
  wrongHolders(route, 'server'),
];

/** What is wrong at each route. A route that is not here does not compile. */
export const badRequests: Readonly<Record<keyof typeof table, readonly (Bad | OftenBad)[]>> = {
  readSession: [wrongAnywhere(table.readSession, 'session'), wrongHolders(table.readSession, 'server')],
  checkDebtor: [
    wrongAnywhere(table.checkDebtor, 'check'),
    wrongHolders(table.checkDebtor, 'server', 'session', 'desk'),
    bodies(table.checkDebtor, 'check', CheckDebtor, { debtor }),
    impossible(keyed(table.checkDebtor, 'check'), {}),
  ],
  createCollectionRequest: [
    wrongAnywhere(table.createCollectionRequest, 'session'),
    wrongKeys(table.createCollectionRequest, 'session', inSession),
    wrongKeys(table.createCollectionRequest, 'server', byServer),
    bodies(table.createCollectionRequest, 'session', CreateInSession, inSession),
    bodies(table.createCollectionRequest, 'server', CreateByServer, byServer),
    bodies(table.createCollectionRequest, 'desk', CreateAtDesk, atDesk),
    impossible(keyed(table.createCollectionRequest, 'session'), inSession),
    impossible(keyed(table.createCollectionRequest, 'server'), byServer),
    impossible(keyed(table.createCollectionRequest, 'desk'), atDesk),
  ],
  listCollectionRequests: [
    wrongAnywhere(table.listCollectionRequests, 'server'),
    wrongHolders(table.listCollectionRequests, 'session', 'check'),
    wrongQueries(table.listCollectionRequests, 'server', '', '?…', '?after=…', '?Reference=…'),
    wrongQueries(table.listCollectionRequests, 'desk', '?after=…', '?after=1e3', '?after='),
  ],
  readCollectionRequest: [
    wrongAnywhere(table.readCollectionRequest, 'session'),
    wrongIds(table.readCollectionRequest, 'session', 'server', 'desk', 'check'),
  ],
  cancelCollectionRequest: [
    wrongAnywhere(table.cancelCollectionRequest, 'session'),
    wrongIds(table.cancelCollectionRequest, 'session', 'server', 'desk', 'check'),
  ],
  listEftConsents: [
    wrongAnywhere(table.listEftConsents, 'consents'),
    wrongHolders(table.listEftConsents, 'session', 'check', 'desk'),
    wrongQueries(table.listEftConsents, 'server', '', '?…', '?reference=~…', '?Reference=…'),
  ],
  createEftConsent: [
    wrongAnywhere(table.createEftConsent, 'consents'),
    wrongHolders(table.createEftConsent, 'server', 'session', 'check', 'desk'),
    wrongKeys(table.createEftConsent, 'consents', consent),
    bodies(table.createEftConsent, 'consents', CreateEftConsent, consent),
  ],
  readEftConsent: [
    wrongAnywhere(table.readEftConsent, 'consents'),
    wrongHolders(table.readEftConsent, 'session', 'check', 'desk'),
    wrongIds(table.readEftConsent, 'consents', 'server'),
  ],
  modifyEftConsent: [
    wrongAnywhere(table.modifyEftConsent, 'consents'),
    wrongHolders(table.modifyEftConsent, 'server', 'session', 'check', 'desk'),
    bodies(table.modifyEftConsent, 'consents', ModifyEftConsent, newAccount),
  ],
  startProviderConsent: forBrowsers(table.startProviderConsent),
  listProviderConsents: [wrongAnywhere(table.listProviderConsents, 'server')],
  readProviderConsent: [wrongAnywhere(table.readProviderConsent, 'server')],
  checkProviderConsent: [wrongAnywhere(table.checkProviderConsent, 'server')],
  reportProviderConsent: [wrongAnywhere(table.reportProviderConsent, 'server')],
  readOnboarding: forBrowsers(table.readOnboarding),
  writeFacts: forBrowsers(table.writeFacts),
  acceptDocuments: forBrowsers(table.acceptDocuments),
  signUp: forBrowsers(table.signUp),
  prefillSignUp: forBrowsers(table.prefillSignUp),
  enterCode: forBrowsers(table.enterCode),
  resendCode: forBrowsers(table.resendCode),
  resumeOnboarding: forBrowsers(table.resumeOnboarding),
  apply: forBrowsers(table.apply),
  withdrawApplication: forBrowsers(table.withdrawApplication),
  signUpForOption: forBrowsers(table.signUpForOption),
  renewOptionLink: forBrowsers(table.renewOptionLink),
  setFeature: forBrowsers(table.setFeature),
  uploadDocument: forBrowsers(table.uploadDocument),
  exitOnboarding: forBrowsers(table.exitOnboarding),
  listMerchants: [wrongAnywhere(table.listMerchants, 'server')],
  inviteMerchant: [wrongAnywhere(table.inviteMerchant, 'server')],
  readMerchantNotes: [wrongAnywhere(table.readMerchantNotes, 'server')],
  writeMerchantNote: [wrongAnywhere(table.writeMerchantNote, 'server')],
  linkMerchant: [wrongAnywhere(table.linkMerchant, 'server')],
  listWebhookDeliveries: [
    wrongAnywhere(table.listWebhookDeliveries, 'server'),
    wrongHolders(table.listWebhookDeliveries, 'session', 'desk', 'check'),
    wrongQueries(
      table.listWebhookDeliveries,
      'server',
      '?status=…',
      '?after=-…',
      '?x…=1',
      '?after=-1',
      '?__proto__=1',
    ),
  ],
  readWebhookMessage: [
    wrongAnywhere(table.readWebhookMessage, 'server'),
    wrongHolders(table.readWebhookMessage, 'session', 'desk', 'check'),
    wrongIds(table.readWebhookMessage, 'server'),
  ],
  resendWebhookDelivery: [
    wrongAnywhere(table.resendWebhookDelivery, 'server'),
    wrongHolders(table.resendWebhookDelivery, 'session', 'desk', 'check'),
    wrongIds(table.resendWebhookDelivery, 'server'),
  ],
  readMetadata: [wrongAnywhere(table.readMetadata, null)],
  readKeys: [wrongAnywhere(table.readKeys, null)],
  issueToken: [
    wrongAnywhere(table.issueToken, null),
    wrongForms(table.issueToken, [grant]),
    wrongForms(table.issueToken, exchange),
    often(wrongGrants(table.issueToken)),
  ],
  revokeToken: [
    wrongAnywhere(table.revokeToken, null),
    wrongForms(table.revokeToken, [['token', '{server}']]),
    fc.string().map((text) => formOf(table.revokeToken, credentials, [['token_type_hint', text]])),
  ],
  receiveCallback: [wrongAnywhere(table.receiveCallback, null), wrongCallbacks(table.receiveCallback)],
  readOpenapi: [wrongAnywhere(table.readOpenapi, null)],
  readHealth: [wrongAnywhere(table.readHealth, null)],
  readReadiness: [wrongAnywhere(table.readReadiness, null)],
};
