import type { Clock, Storage } from '../given.ts';
import type { Trouble } from '../trouble.ts';
import { createAdmin } from './admin.ts';
import { agreementId, type Company, createBook } from './records.ts';
import { isSigned } from './signature.ts';
import { createTokens, lifetime } from './tokens.ts';

export interface OpOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** SHA-256 thumbprint (hexadecimal, in small letters) of the client certificate that OP API Admin has given out. */
  readonly certificate: string;
  /** The service provider whose client that is. */
  readonly provider: { readonly id: string; readonly name: string; readonly registered: boolean };
  /** Public keys with which its payments are signed, by key id: RSASSA-PKCS1-v1_5 with SHA-256. */
  readonly signingKeys?: ReadonlyMap<string, CryptoKey>;
  readonly companies: readonly Omit<Company, 'kind'>[];
}

export interface Surroundings {
  readonly clock: Clock;
  readonly storage: Storage | undefined;
  readonly trouble: () => Trouble;
  /** Aborted when the sandbox stops. */
  readonly life: AbortSignal;
}

/** How long an answer that never comes is held, in milliseconds, so that nothing is held for ever. */
const never = 600_000;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const refuse = (status: number, error: string, more: Readonly<Record<string, string>> = {}): Response =>
  Response.json({ error }, { status, headers: more });

/**
 * The stand-in for OP's corporate interfaces, as a service provider sees them, with OP API Admin behind it. Seen: token,
 * accounts, payment and signature. Assumed, for nothing is published: path and answer of the mandates, how the
 * represented company is named, and the words of the products.
 */
export const createOp = (options: OpOptions, { clock, storage, trouble, life }: Surroundings) => {
  const book = createBook(storage);
  const tokens = createTokens(clock);
  const { provider, signingKeys = new Map() } = options;

  const issue = async (request: Request, certificate: string): Promise<Response> => {
    if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) {
      return refuse(400, 'invalid_request');
    }
    const form = new URLSearchParams(await request.text());
    if (form.get('grant_type') !== 'client_credentials') return refuse(400, 'unsupported_grant_type');
    const isKnown =
      form.get('client_id') === options.clientId && form.get('client_secret') === options.clientSecret;
    if (!isKnown) return refuse(401, 'invalid_client');
    return Response.json(
      { access_token: tokens.issue(certificate), token_type: 'Bearer', expires_in: lifetime },
      { headers: { 'cache-control': 'no-store' } },
    );
  };

  const grantedBy = (company: string): readonly string[] =>
    book.get('agreement', agreementId(company, provider.id))?.products ?? [];

  const mandates = (): Response =>
    Response.json({
      mandates: book
        .all('agreement')
        .filter((one) => one.provider === provider.id)
        .map(({ company, products }) => ({
          businessId: company,
          companyName: book.get('company', company)?.name ?? null,
          products,
        })),
    });

  const accounts = (request: Request): Response => {
    const company = book.get('company', request.headers.get('x-represented-business-id') ?? '');
    if (company === undefined || !grantedBy(company.id).includes('ACCOUNT_DATA')) {
      return refuse(403, 'not_authorised');
    }
    return Response.json(
      company.ibans.map((iban, at) => ({
        surrogateId: `account-${at + 1}`,
        iban,
        currency: 'EUR',
        ownerName: company.name,
      })),
    );
  };

  const pay = async (request: Request): Promise<Response> => {
    const body = new Uint8Array(await request.arrayBuffer());
    const signature = request.headers.get('x-req-signature');
    if (!(await isSigned(signature, body, signingKeys, clock.now()))) return refuse(401, 'signature_invalid');
    const company = request.headers.get('x-represented-business-id') ?? '';
    if (!grantedBy(company).includes('PAYMENT')) return refuse(403, 'not_authorised');
    return Response.json({ status: 'PROCESSED', archiveId: '20261121000000000001' });
  };

  const faulty = async (signal: AbortSignal): Promise<Response | undefined> => {
    switch (trouble().readError) {
      case 'unavailable':
        return refuse(503, 'unavailable', { 'retry-after': '2' });
      case 'throttled':
        return refuse(429, 'too_many_requests', { 'retry-after': '2' });
      case 'garbled':
        return new Response('<!doctype html><title>Huoltokatko</title>', {
          headers: { 'content-type': 'text/html;charset=UTF-8' },
        });
      case 'timeout':
        await clock.sleep(never, signal).catch(() => {});
        return refuse(503, 'unavailable');
      default:
        return undefined;
    }
  };

  const route = async (request: Request, path: string, certificate: string): Promise<Response> => {
    const { method, headers } = request;
    const asked = `${method} ${path}`;
    if (asked === 'POST /corporate-oidc/v1/token') return issue(request, certificate);
    const routes: Readonly<Record<string, () => Response | Promise<Response>>> = {
      'GET /corporate-service-provider/v1/mandates': mandates,
      'GET /corporate-account-data/v1/accounts': () => accounts(request),
      'POST /corporate-payment/v1/sepa-payment': () => pay(request),
    };
    const answer = Object.hasOwn(routes, asked) ? routes[asked] : undefined;
    if (answer === undefined) return refuse(404, 'not_found');
    const token = /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '')?.[1] ?? '';
    if (!tokens.isGood(token, certificate)) return refuse(401, 'invalid_token');
    const id = headers.get('x-request-id');
    if (id !== null && !uuid.test(id)) return refuse(400, 'x_request_id_invalid');
    if (new URL(request.url).search !== '') return refuse(400, 'query_invalid');
    return (await faulty(AbortSignal.any([request.signal, life]))) ?? answer();
  };

  return {
    /**
     * A call of a client that has shown a certificate; null: it has shown none, and the handshake of the real thing
     * would have failed.
     */
    async fetch(request: Request, certificate: string | null): Promise<Response> {
      if (life.aborted) return new Response(null, { status: 503 });
      if (certificate === null || certificate !== options.certificate)
        return refuse(401, 'certificate_unknown');
      const { latencyMs } = trouble();
      if (latencyMs > 0) await clock.sleep(latencyMs, life).catch(() => {});
      return route(request, new URL(request.url).pathname, certificate);
    },
    admin: createAdmin(book),
    /** Ends every token, as a restart of the bank does. */
    endTokens: tokens.endAll,
    async start(): Promise<void> {
      await book.load();
      // What is remembered goes before what it began with.
      if (book.get('provider', provider.id) === undefined) book.put({ kind: 'provider', ...provider });
      for (const company of options.companies) {
        if (book.get('company', company.id) === undefined) book.put({ kind: 'company', ...company });
      }
      await book.stored();
    },
    /** Resolves when everything is stored. */
    stopped: () => book.stored(),
  };
};
