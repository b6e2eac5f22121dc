/** What documents that are written to hurt cost whoever reads them, beside what they may cost. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { attacks } from '../test/providers/brp/attacks.ts';
import { xmlAttack } from './budgets.ts';
import { median } from './median.ts';
import { table } from './table.ts';
import { Cost } from './xml/cost.ts';

const run = promisify(execFile);

/** In a process of its own, which begins with nothing read: what one leaves behind is no burden to the next. */
const measure = async (attack: string): Promise<Cost> => {
  const program = join(import.meta.dirname, 'xml', 'read-one.ts');
  const { stdout } = await run(process.execPath, ['--expose-gc', program, attack]);
  return Cost.parse(JSON.parse(stdout));
};

const measureThrice = async (attack: string): Promise<Cost> => {
  const costs = [await measure(attack), await measure(attack), await measure(attack)];
  return {
    refused: costs.every(({ refused }) => refused),
    milliseconds: median(costs.map(({ milliseconds }) => milliseconds)),
    megabytes: median(costs.map(({ megabytes }) => megabytes)),
  };
};

/** False where a document is read, or costs more than it may. */
export const benchXml = async (): Promise<boolean> => {
  const { milliseconds, megabytes } = xmlAttack;
  const rows = [];
  let isWithin = true;
  for (const [name, make] of Object.entries(attacks)) {
    const cost = await measureThrice(name);
    const isGood = cost.refused && cost.milliseconds <= milliseconds && cost.megabytes <= megabytes;
    isWithin &&= isGood;
    rows.push([
      name,
      `${(make().length / 1024).toFixed(0)} kB`,
      `${cost.milliseconds.toFixed(1)} ms`,
      `${cost.megabytes.toFixed(1)} MB`,
      cost.refused ? (isGood ? 'refused' : 'refused, too dear') : 'READ',
    ]);
  }
  const aim = ['aim', '', `${milliseconds} ms`, `${megabytes} MB`, 'refused'];
  console.log(`\n${table([['XML that attacks', 'document', 'time', 'memory', ''], aim, ...rows])}\n`);
  return isWithin;
};
