import { type Language, languages } from '../src/protocol/words.ts';
import { type Budget, budgets } from './budgets.ts';
import { median } from './median.ts';
import { type Measured, openBench } from './payment.ts';
import { table } from './table.ts';
import { type Exchange, type Sum, sum } from './traffic.ts';

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

const isWithin = ({ bytes, requests }: Budget, { brotli, requests: made }: Sum): boolean =>
  brotli <= bytes && (requests === null || made <= requests);

/** What was measured, its budget, and what it took. */
type Row = readonly [name: string, budget: Budget, exchanges: readonly Exchange[]];

/** Several loads, one after the other, each on an empty cache. */
const loads = 7;

/** Measures what the widget costs a page, and prints it. Whether all budgets hold. The widget must be built. */
export const benchBytes = async (): Promise<boolean> => {
  const bench = await openBench();
  const each: (readonly [Language, Measured])[] = [];
  for (const language of languages) each.push([language, await bench.measure(language)]);
  const again: Measured[] = [];
  while (again.length < loads) again.push(await bench.measure('en'));
  await bench.stop();

  const measured = each.flatMap(([language, { untilUsable, untilReceipt }]): readonly Row[] => [
    [`${budgets.usable.name}, ${language}`, budgets.usable, untilUsable],
    [
      `${budgets.payment.name}, ${language}`,
      language === 'en' ? budgets.payment : budgets.paymentOther,
      untilReceipt,
    ],
  ]);
  const rows = measured.map(([name, budget, exchanges]) => {
    const total = sum(exchanges);
    const limit = budget.requests === null ? '' : `, ${budget.requests} requests`;
    return [
      name,
      kB(total.brotli),
      kB(total.wire),
      String(total.requests),
      kB(budget.bytes) + limit,
      isWithin(budget, total) ? 'ok' : 'OVER',
    ];
  });
  console.log(`\n${table([['', 'brotli', 'on the wire', 'requests', 'budget', ''], ...rows])}\n`);

  const [, danish] = each[1] ?? [];
  console.log('What was asked for, in a payment in Danish:\n');
  const early = new Set(danish?.untilUsable);
  const files = (danish?.untilReceipt ?? []).map((exchange) => [
    new URL(exchange.url).pathname.replace(/cr_[\w-]+/, '{id}'),
    kB(exchange.brotli),
    early.has(exchange) ? 'before the form can be used' : 'after',
  ]);
  console.log(`${table(files)}\n`);

  const usable = median(again.map(({ usableAfter }) => usableAfter));
  console.log(`Usable after ${usable.toFixed(0)} ms on this machine (the middle of ${loads} loads).`);

  const over = measured.filter(([, budget, exchanges]) => !isWithin(budget, sum(exchanges)));
  if (over.length > 0) console.log(`\n${over.map(([name]) => name).join(', ')}: over the budget.`);
  return over.length === 0;
};
