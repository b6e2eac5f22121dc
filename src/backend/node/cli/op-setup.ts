import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { checkYTunnus } from '../../../identifiers/y-tunnus.ts';
import { CannotStart } from '../cannot-start.ts';
import { clock } from '../clock.ts';
import { codeOf } from '../config/resolve.ts';
import { type Command, exit, readArguments, type Terminal, UsageError } from './command.ts';
import { endOf } from './op-certificate.ts';
import { files, type Known, type OpFolder, openOpFolder } from './op-folder.ts';
import { isEnough, readSteps, tellConfiguration, tellSteps } from './op-steps.ts';

const help = `Usage: handslag op-setup [OPTIONS]

Leads a service provider through its registration at OP, once. Makes keys and certificate requests, keeps what OP gives
in return, and prints the configuration when all is there. Run it again as often as you like: it asks nothing, goes on
from where it was, and writes over no key.

  --folder FOLDER         where everything is kept; otherwise op
  --name NAME             your company's name, for the requests; otherwise Handslag
  --business-id ID        your own Business ID (Y-tunnus)
  --client-id ID          from OP API Admin
  --secret-stdin          the client secret, read from standard input; or in $HANDSLAG_OP_SECRET
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
  readFile(file, 'utf8').catch((cause) => {
    throw new CannotStart(`${file} cannot be read (${codeOf(cause)}).`, { cause });
  });

const businessIdOf = (typed: string): string => {
  const verdict = checkYTunnus(typed);
  if (verdict.ok) return verdict.value;
  throw new UsageError('--business-id cannot be right: seven digits, a hyphen and a check digit');
};

const wordOf = (option: string, typed: string): string => {
  if (/^\S{1,256}$/.test(typed)) return typed;
  throw new UsageError(`--${option} must be one word`);
};

/** As the configuration takes it. */
const baseUrlOf = (typed: string): string => {
  if (/^https:\/\/[^/]/.test(typed) && URL.canParse(typed) && !typed.endsWith('/')) return typed;
  throw new UsageError('--base-url must be an https:// address without a slash at the end');
};

type Values = Readonly<Partial<Record<'business-id' | 'client-id' | 'key-id', string>>>;

const readKnown = (values: Values): Known => {
  const { 'business-id': businessId, 'client-id': clientId, 'key-id': keyId } = values;
  return {
    ...(businessId !== undefined && { businessId: businessIdOf(businessId) }),
    ...(clientId !== undefined && { clientId: wordOf('client-id', clientId) }),
    ...(keyId !== undefined && { keyId: wordOf('key-id', keyId) }),
  };
};

const keepKnown = async (folder: OpFolder, given: Known): Promise<void> => {
  const known = { ...(await folder.known()), ...given };
  await folder.replace(files.known, `${JSON.stringify(known, null, 2)}\n`);
};

const keepSecret = async (folder: OpFolder, isTyped: boolean, { env, stdin }: Terminal): Promise<void> => {
  const secret = isTyped
    ? (await stdin.toArray()).join('').replace(/\r?\n$/, '')
    : (env.HANDSLAG_OP_SECRET ?? '');
  if (secret !== '') return folder.replace(files.secret, secret);
  if (isTyped) throw new CannotStart('There is no secret on standard input.');
};

const keepCertificate = async (folder: OpFolder, file: string): Promise<void> => {
  const pem = await readGiven(file);
  await endOf(pem, folder, clock.now());
  await folder.replace(files.certificate, pem);
};

export const opSetup: Command = {
  help,
  async run(args, terminal) {
    const { values } = readArguments(args, options);
    const given = readKnown(values);
    const baseUrl = baseUrlOf(values['base-url']);
    const ca = values.ca === undefined ? undefined : await readGiven(values.ca);

    const folder = await openOpFolder(values.folder);
    // Loaded only here: what makes requests is large, and no other command needs it.
    const { makeKeys } = await import('./op-keys.ts');
    await makeKeys(folder, values.name, terminal.out);
    await keepKnown(folder, given);
    await keepSecret(folder, values['secret-stdin'], terminal);
    if (values.certificate !== undefined) await keepCertificate(folder, values.certificate);

    const steps = await readSteps(folder);
    terminal.out(tellSteps(steps));
    if (!isEnough(steps)) {
      if (values.check) throw new CannotStart('Nothing was checked: not all is there yet.');
      return exit.done;
    }
    const caFile = values.ca === undefined ? undefined : resolve(values.ca);
    terminal.out(`\n${await tellConfiguration(folder, { baseUrl, ca: caFile })}`);
    if (!values.check) return exit.done;
    const { checkAtOp } = await import('./op-check.ts');
    const companies = await checkAtOp(folder, baseUrl, ca);
    terminal.out(`\nOP has answered. Companies that have given you a mandate: ${companies}`);
    return exit.done;
  },
};
