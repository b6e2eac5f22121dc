import { CannotStart } from '../cannot-start.ts';
import { clock } from '../clock.ts';
import { endOf } from './op-certificate.ts';
import { files, type OpFolder } from './op-folder.ts';

/** One thing that a service provider does at OP, once. */
interface Step {
  readonly what: string;
  readonly isDone: boolean;
  /** How it is done. */
  readonly how: string;
  /** Handslag works without it. */
  readonly isOptional?: boolean;
}

const certificateOf = async (folder: OpFolder): Promise<Step> => {
  const how = `In OP API Admin, give the request ${folder.path(files.request)}, which holds no secret,
and say where the certificate is that came back: --certificate FILE`;
  const pem = await folder.read(files.certificate);
  if (pem === undefined) return { what: 'Have a client certificate', isDone: false, how };
  try {
    return {
      what: `Have a client certificate (good until ${await endOf(pem, folder, clock.now())})`,
      isDone: true,
      how,
    };
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    return { what: `Have a client certificate that can be used. ${error.message}`, isDone: false, how };
  }
};

/** What there is and what is yet to be done, in the order in which OP lets it be done. */
export const readSteps = async (folder: OpFolder): Promise<readonly Step[]> => {
  const { businessId, clientId, keyId } = await folder.known();
  return [
    {
      what: 'Register as a service provider, and sign the agreement with your own bank',
      isDone: businessId !== undefined,
      how: `In OP API Admin, register your company as a service provider. Your own cooperative bank makes the agreement
with you; until it is signed no company can name you. Then say your Business ID: --business-id 1234567-1`,
    },
    await certificateOf(folder),
    {
      what: 'Have a client id',
      isDone: clientId !== undefined,
      how: 'Say the client id that OP API Admin shows: --client-id ID',
    },
    {
      what: 'Have a client secret',
      isDone: (await folder.read(files.secret)) !== undefined,
      how: 'Give the client secret that OP API Admin shows, on standard input: --secret-stdin',
    },
    {
      what: 'Have a key id, for payments of your own: Handslag makes none',
      isDone: keyId !== undefined,
      how: `In OP API Admin, give the request ${folder.path(files.signingRequest)},
and say the key id that came back: --key-id KID`,
      isOptional: true,
    },
  ];
};

/** What `handslag serve` cannot do without is there. */
export const isEnough = (steps: readonly Step[]): boolean =>
  steps.every(({ isDone, isOptional }) => isDone || isOptional === true);

/** For people: all steps, and how the next is done. */
export const tellSteps = (steps: readonly Step[]): string => {
  const list = steps.map(({ isDone, what }) => `[${isDone ? 'x' : ' '}] ${what}`).join('\n');
  const next = steps.find(({ isDone }) => !isDone);
  return next === undefined ? list : `${list}\n\nNext: ${next.how}`;
};

/** The lines to add, with the whole paths of the files: the configuration may stand anywhere. */
export const tellConfiguration = async (
  folder: OpFolder,
  { baseUrl, ca }: { readonly baseUrl: string; readonly ca: string | undefined },
): Promise<string> => {
  const { businessId, clientId } = await folder.known();
  const file = (name: string) => ({ file: folder.path(name) });
  const provider = {
    baseUrl,
    clientId,
    clientSecret: file(files.secret),
    certificate: file(files.certificate),
    key: file(files.key),
    ...(ca === undefined ? {} : { ca: { file: ca } }),
  };
  return `For the configuration:

"providers": { "op": ${JSON.stringify(provider)} }

and for the merchant that is the service provider:

"op": ${JSON.stringify({ businessId })}`;
};
