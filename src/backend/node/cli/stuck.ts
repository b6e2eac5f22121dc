import { listStuck, type Stuck } from '../../collection/stuck.ts';
import { listStuckConsents } from '../../eft-consent/stuck.ts';
import { listStuckOnboardings } from '../../onboarding/stuck.ts';
import { clock } from '../clock.ts';
import { loadDataFolder } from '../config/load-config.ts';
import { openSqliteReader } from '../sqlite-reader.ts';
import { type Command, configFile, configHelp, configOption, exit, readArguments } from './command.ts';
import { tableOf } from './text-table.ts';

const help = `Usage: handslag stuck [--config FILE] [--json]

Lists the requests and consents that nobody could resolve, the longest waiting first: those of which the provider has
not said what came of them, and those that should have been looked at ten minutes ago or more. The service goes on
asking, ever slower; ask the provider about them by their id or reference.

Reads beside the service, and works without it. Of the configuration it needs only dataFolder, and no secret.

${configHelp}
  --json          the list as JSON, times in milliseconds since 1970`;

const timeOf = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

const failureOf = ({ failure }: Stuck): string => {
  if (failure === null) return '-';
  return failure.status === null ? failure.kind : `${failure.kind} (${failure.status})`;
};

const head = ['ID', 'CLIENT', 'REFERENCE', 'STATUS', 'SINCE', 'LAST FAILURE', 'NEXT LOOK'];

const rowOf = (one: Stuck): readonly string[] => [
  one.id,
  one.client,
  one.reference,
  one.status,
  timeOf(one.since),
  failureOf(one),
  timeOf(one.nextLook),
];

export const stuck: Command = {
  help,
  async run(args, terminal) {
    const { values } = readArguments(args, { ...configOption, json: { type: 'boolean' } });
    const reader = openSqliteReader(loadDataFolder(configFile(values, terminal), terminal.env));
    try {
      const now = clock.now();
      const all = [
        ...(await listStuck(reader, now)),
        ...(await listStuckConsents(reader, now)),
        ...(await listStuckOnboardings(reader, now)),
      ];
      const found = all.sort((a, b) => a.since - b.since);
      if (values.json) terminal.out(JSON.stringify(found, null, 2));
      else if (found.length === 0) terminal.out('Nothing is stuck.');
      else terminal.out(tableOf([head, ...found.map(rowOf)]));
      return exit.done;
    } finally {
      reader.close();
    }
  },
};
