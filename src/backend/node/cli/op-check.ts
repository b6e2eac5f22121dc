import { ProviderError } from '../../../providers/error.ts';
import { createOp } from '../../../providers/op/op.ts';
import { CannotStart } from '../cannot-start.ts';
import { clock } from '../clock.ts';
import { createMtlsFetch } from '../mtls-fetch.ts';
import { files, type OpFolder } from './op-folder.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Fetches one token and reads the mandates once, with what is in the folder. Resolves with how many companies there are.
 * Throws `CannotStart` with which of the two calls failed, and why.
 */
export const checkAtOp = async (
  folder: OpFolder,
  baseUrl: string,
  ca: string | undefined,
): Promise<number> => {
  const { clientId = '' } = await folder.known();
  const text = async (name: string) => (await folder.read(name)) ?? '';
  const [key, certificate, clientSecret] = await Promise.all([
    text(files.key),
    text(files.certificate),
    text(files.secret),
  ]);
  const fetch = createMtlsFetch({ key, certificate, ca });
  const op = createOp({ fetch, clock, log: quiet }, { baseUrl, clientId, clientSecret });
  try {
    return (await op.readConsents(new AbortController().signal)).length;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { message, cause } = error;
    const why = cause instanceof Error ? ` (${cause.message})` : '';
    throw new CannotStart(`OP did not answer as it should: ${message}${why}.`, { cause: error });
  }
};
