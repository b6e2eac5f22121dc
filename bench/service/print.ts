import { cpus } from 'node:os';
import { table } from '../table.ts';
import type { ServiceFigures } from './service.ts';
import { type Crowd, crowdSizes, mostWaiters } from './waiters.ts';

const count = (value: number): string => Math.round(value).toLocaleString('en');
const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : count(value)} ms`;
const MB = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const kB = (bytes: number): string => `${(bytes / 1e3).toFixed(0)} kB`;

/** `loadBefore`: how many processes wanted to run before it began. */
export const printService = (figures: ServiceFigures, loadBefore: number): void => {
  const { approvals, statusReads, rates, signing, crowds } = figures;
  const rows = [
    ['', 'handslag', 'floor', 'what the floor is'],
    ['approval until drawn', ms(approvals.screen), ms(approvals.bareScreen), 'a bare page, plain Node'],
    ['approval until the webhook is there', ms(approvals.webhook), ms(approvals.barePost), 'one bare POST'],
    ['status reads of a screen, a minute', statusReads.toFixed(2), (60 / 25).toFixed(2), '60 s / 25 s'],
    ...rates.flatMap(({ name, perSecond, floor, signs }) => [
      [`${name}, a second`, count(perSecond), count(floor), 'plain Node'],
      ...(signs ? [['', '', count(signing), 'signing alone']] : []),
    ]),
  ];
  console.log(`\n${table(rows)}\n`);

  const head = ['screens that wait', 'memory', 'each', 'floor', 'half told', 'floor', 'all told', 'floor'];
  console.log(`${table([head, ...crowds.map(crowdRow)])}\n`);

  console.log(`On ${cpus().length} cores, for which ${loadBefore.toFixed(1)} processes vied already.`);
  if (mostWaiters < Math.max(...crowdSizes)) {
    console.log(`A process may have no more than ${count(mostWaiters)} connections here (ulimit -n).`);
  }
};

const crowdRow = ({ service, floor }: Crowd): readonly string[] => [
  count(service.waiters),
  MB(service.grown),
  kB(service.grown / service.waiters),
  kB(floor.grown / floor.waiters),
  ms(service.half),
  ms(floor.half),
  ms(service.all),
  ms(floor.all),
];
