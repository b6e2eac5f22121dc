import { readFile } from 'node:fs/promises';
import { readWebhookMessage } from '../../../protocol/routes.ts';
import { type WebhookDelivery, WebhookMessage } from '../../../protocol/webhook.ts';
import { CannotStart } from '../cannot-start.ts';
import { type Command, exit, readArguments, type Terminal, UsageError } from './command.ts';
import { followDeliveries } from './follow-deliveries.ts';
import { createServiceClient } from './service-client.ts';

const help = `Usage: handslag listen --url URL --client ID --forward-to URL [--secret-file FILE]

For developers: brings the webhooks of a client to this machine, which needs no public address for it. Every change
from now on is posted to the local URL, with the body and the signature headers that the configured endpoint gets,
so that the code that verifies them is the code that will run. Sending one again forwards it again.

It asks the service for the client's deliveries and holds the line until there is one. The client needs a webhook
endpoint in the service's configuration; whether anybody answers there makes no difference here.

  --url URL           the service: its publicUrl
  --client ID         the client; its secret is taken from $HANDSLAG_CLIENT_SECRET
  --secret-file FILE  the file in which the secret is instead
  --forward-to URL    where to post, such as http://localhost:3000/hook`;

const options = {
  url: { type: 'string' },
  client: { type: 'string' },
  'secret-file': { type: 'string' },
  'forward-to': { type: 'string' },
} as const;

/** Milliseconds that the local server may take, as every other: then the real one is not slower than the test. */
const patience = 15_000;

export const listen: Command = {
  help,
  async run(args, terminal) {
    const { values } = readArguments(args, options);
    const url = urlOf('url', values.url);
    const target = urlOf('forward-to', values['forward-to']);
    const { client } = values;
    if (client === undefined) throw new UsageError('--client is needed.');
    const secret = await readSecret(values['secret-file'], terminal);

    const stopping = new AbortController();
    const { signal } = stopping;
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort());
    const service = createServiceClient({ url: url.replace(/\/+$/, ''), client, secret }, signal);
    const follower = {
      ready: () => terminal.out(`Forwarding the webhooks of ${client} to ${target}. Ctrl-C stops.`),
      trouble: (error: Error) =>
        terminal.err(`The service cannot be asked (${wordsOf(error)}): trying again.`),
      async news({ id, type, subject }: WebhookDelivery) {
        const message = await service.read(WebhookMessage, readWebhookMessage, { parts: { id } });
        const outcome =
          message === undefined ? 'its endpoint is gone' : await forward(message, target, signal);
        terminal.out(`${id}  ${type}  ${subject}  ${outcome}`);
      },
    };
    try {
      return await followDeliveries(service, follower, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      return exit.done;
    }
  },
};

const urlOf = (option: string, text: string | undefined): string => {
  if (text === undefined) throw new UsageError(`--${option} is needed.`);
  if (!/^https?:/.test(text) || !URL.canParse(text))
    throw new UsageError(`--${option} must be a URL: ${text}`);
  return text;
};

const readSecret = async (file: string | undefined, { env }: Terminal): Promise<string> => {
  const text = file === undefined ? env.HANDSLAG_CLIENT_SECRET : await readFile(file, 'utf8').catch(() => '');
  const secret = text?.trim() ?? '';
  if (secret !== '') return secret;
  throw new CannotStart(
    file === undefined
      ? 'The secret of the client is needed: set $HANDSLAG_CLIENT_SECRET, or name a file with --secret-file.'
      : `There is no secret in ${file}.`,
  );
};

/** Posts a webhook, and says in a word what came of it. */
const forward = async (
  { headers, body }: WebhookMessage,
  target: string,
  signal: AbortSignal,
): Promise<string> => {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    const answer = await fetch(target, { method: 'POST', headers, body, redirect: 'manual', signal: limit });
    await answer.body?.cancel();
    return String(answer.status);
  } catch (error) {
    signal.throwIfAborted();
    return `no answer (${wordsOf(error)})`;
  }
};

/** `fetch` says only that it failed; why is in the cause. */
const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  if (error.cause instanceof Error && 'code' in error.cause) return String(error.cause.code);
  return error.message;
};
