import { readFile } from 'node:fs/promises';
import { checkYTunnus } from '../../../identifiers/y-tunnus.ts';
import { ProviderError } from '../../../providers/error.ts';
import { createOp } from '../../../providers/op/op.ts';
import { CannotStart } from '../cannot-start.ts';
import { clock } from '../clock.ts';
import { createMtlsFetch } from '../mtls-fetch.ts';
import { type Command, exit, readArguments, type Terminal, UsageError } from './command.ts';
import { checkCertificate, files, type OpFolder, openOpFolder } from './op-folder.ts';

const help = `Usage: handslag op-setup [OPTIONS]

Leads a service provider through its registration at OP, once. Makes keys and certificate requests, keeps what OP gives
in return, and prints the configuration when all is there. Run it again as often as you like: it goes on from where it
was, and writes over no key.

  --folder FOLDER         where everything is kept; otherwise op
  --name NAME             your company's name, for the requests; otherwise Handslag
  --business-id ID        your own Business ID (Y-tunnus)
  --client-id ID          from OP API Admin
  --secret-stdin          the client secret, read from standard input
  --certificate FILE      the certificate that OP API Admin gave for client.csr
  --key-id KID            what OP API Admin gave for signing.csr
  --check                 fetch a token and read the mandates, and say what came
  --base-url URL          otherwise https://api.corporate-api.op.fi
  --ca FILE               who vouches for the server; otherwise whom the machine trusts`;

const options = {
  folder: { type: 'string', default: 'op' },
  name: { type: 'string', default: 'Handslag' },
  'business-id': { type: 'string' },
  'client-id': { type: 'string' },
  'secret-stdin': { type: 'boolean', default: false },
  certificate: { type: 'string' },
  'key-id': { type: 'string' },
  check: { type: 'boolean', default: false },
  'base-url': { type: 'string', default: 'https://api.corporate-api.op.fi' },
  ca: { type: 'string' },
} as const;

const readGiven = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CannotStart(`${file} cannot be read (${error.code}).`, { cause: error });
  });

const businessIdOf = (typed: string): string => {
  const verdict = checkYTunnus(typed);
  if (!verdict.ok)
    throw new UsageError('--business-id cannot be right: seven digits, a hyphen and a check digit');
  return verdict.value;
};

/** Both pairs, where they are not there yet. */
const makeKeys = async (folder: OpFolder, name: string, { out }: Terminal): Promise<void> => {
  for (const [key, request, what] of [
    [files.key, files.request, 'to be known by (mutual TLS)'],
    [files.signingKey, files.signingRequest, 'to sign payments with'],
  ] as const) {
    if ((await folder.read(key)) !== null) continue;
    const { makeKeyAndRequest } = await import('./op-keys.ts');
    out(`Making a key ${what} …`);
    const made = await makeKeyAndRequest(name);
    await folder.keep(key, made.key);
    await folder.keep(request, made.request, 0o644);
  }
};

const keepSecret = async (folder: OpFolder, { stdin }: Terminal): Promise<void> => {
  const secret = (await stdin.toArray()).join('').replace(/\r?\n$/, '');
  if (secret === '') throw new CannotStart('There is no secret on standard input.');
  await folder.replace(files.secret, secret);
};

const keepCertificate = async (folder: OpFolder, file: string): Promise<void> => {
  const pem = await readGiven(file);
  checkCertificate(pem, (await folder.read(files.key)) ?? '', clock.now());
  await folder.replace(files.certificate, pem);
};

/** What there is, and what is to be done next. */
const readSteps = async (folder: OpFolder) => {
  const { businessId, clientId, keyId } = await folder.known();
  const has = async (name: string) => (await folder.read(name)) !== null;
  const path = (name: string) => folder.path(name);
  return [
    [
      businessId !== undefined,
      'Register as a service provider in OP API Admin, sign the agreement with your own bank, and say your Business ID: --business-id',
    ],
    [
      await has(files.certificate),
      `Give OP API Admin ${path(files.request)} and say what came: --certificate FILE`,
    ],
    [clientId !== undefined, 'Say the client id that OP API Admin shows: --client-id'],
    [await has(files.secret), 'Give the client secret on standard input: --secret-stdin'],
    [
      keyId !== undefined,
      `Give OP API Admin ${path(files.signingRequest)} and say the key id that came: --key-id`,
    ],
  ] as const;
};

const printConfiguration = async (folder: OpFolder, baseUrl: string, { out }: Terminal): Promise<void> => {
  const { businessId, clientId } = await folder.known();
  const file = (name: string) => ({ file: folder.path(name) });
  const provider = {
    baseUrl,
    clientId,
    clientSecret: file(files.secret),
    certificate: file(files.certificate),
    key: file(files.key),
  };
  out(`All is there. For the configuration:

"providers": { "op": ${JSON.stringify(provider)} }

and for the merchant that is the service provider:

"op": ${JSON.stringify({ businessId })}

${folder.path(files.signingKey)} and its key id are for payments of your own: Handslag makes none.`);
};

const check = async (
  folder: OpFolder,
  { baseUrl, ca }: { readonly baseUrl: string; readonly ca: string | undefined },
  { out }: Terminal,
): Promise<number> => {
  const { clientId = '' } = await folder.known();
  const [key, certificate, clientSecret] = await Promise.all(
    [files.key, files.certificate, files.secret].map(async (name) => (await folder.read(name)) ?? ''),
  );
  checkCertificate(certificate ?? '', key ?? '', clock.now());
  const fetch = createMtlsFetch({ key: key ?? '', certificate: certificate ?? '', ca });
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const provider = createOp(
    { fetch, clock, log: quiet },
    { baseUrl, clientId, clientSecret: clientSecret ?? '' },
  );
  try {
    const consents = await provider.readConsents(new AbortController().signal);
    out(`OP has answered: ${consents.length} companies have given you a mandate.`);
    return exit.done;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { cause } = error;
    throw new CannotStart(
      `OP did not answer as it should: ${error.message}${cause instanceof Error ? ` (${cause.message})` : ''}.`,
      { cause: error },
    );
  }
};

export const opSetup: Command = {
  help,
  async run(args, terminal) {
    const { values } = readArguments(args, options);
    const typed = values['business-id'];
    const businessId = typed === undefined ? undefined : businessIdOf(typed);
    const folder = await openOpFolder(values.folder);
    await makeKeys(folder, values.name, terminal);
    if (values.certificate !== undefined) await keepCertificate(folder, values.certificate);
    if (values['secret-stdin']) await keepSecret(folder, terminal);
    const known = {
      ...(await folder.known()),
      ...(businessId !== undefined && { businessId }),
      ...(values['client-id'] !== undefined && { clientId: values['client-id'] }),
      ...(values['key-id'] !== undefined && { keyId: values['key-id'] }),
    };
    await folder.replace(files.known, `${JSON.stringify(known, null, 2)}\n`);

    const steps = await readSteps(folder);
    terminal.out(steps.map(([isDone, what]) => `[${isDone ? 'x' : ' '}] ${what}`).join('\n'));
    const isComplete = steps.every(([isDone]) => isDone);
    if (values.check && !isComplete) throw new CannotStart('Nothing was checked: not all is there yet.');
    if (!isComplete) return exit.done;
    terminal.out('');
    await printConfiguration(folder, values['base-url'], terminal);
    if (!values.check) return exit.done;
    const ca = values.ca === undefined ? undefined : await readGiven(values.ca);
    return check(folder, { baseUrl: values['base-url'], ca }, terminal);
  },
};
