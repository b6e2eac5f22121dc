import * as z from 'zod';
import { nearestName } from './nearest-name.ts';
import type { Path, Problem } from './problem.ts';

/** Only what refers to something else, so that this can be judged even where other things are wrong. */
const Named = z.object({
  merchants: z.array(
    z.object({
      id: z.string(),
      betalingsservice: z.unknown().optional(),
      brp: z.unknown().optional(),
      op: z.object({ businessId: z.string() }).optional(),
      dintero: z.unknown().optional(),
    }),
  ),
  clients: z.array(
    z.object({ id: z.string(), merchant: z.string(), merchants: z.array(z.string()).default([]) }),
  ),
  providers: z
    .object({
      betalingsservice: z.unknown().optional(),
      brp: z.unknown().optional(),
      op: z.unknown().optional(),
      dintero: z.unknown().optional(),
    })
    .default({}),
});

/** What is well-formed and still cannot be: two of one id, and names of what is not there. */
export const findIncoherence = (value: unknown): readonly Problem[] => {
  const named = Named.safeParse(value);
  if (!named.success) return [];
  const { merchants, clients, providers } = named.data;
  const ids = merchants.map(({ id }) => id);

  const unknownMerchant = (id: string, path: Path): Problem[] => {
    if (ids.includes(id)) return [];
    const meant = nearestName(id, ids);
    const hint = meant === undefined ? '' : ` (did you mean ${meant}?)`;
    return [{ path, text: `names a merchant that is not in merchants${hint}` }];
  };
  const missingProvider = (name: 'betalingsservice' | 'brp' | 'op' | 'dintero', does: string): Problem[] => {
    const at = merchants.findIndex((merchant) => (merchant[name] ?? false) !== false);
    if (at === -1 || providers[name] !== undefined) return [];
    return [{ path: ['providers', name], text: `is missing: merchants[${at}] ${does} it` }];
  };

  // The credentials are of one company: with those of another nothing could be read.
  const atOp = merchants.flatMap(({ op }, at) => (op === undefined ? [] : [{ at, ...op }]));
  const otherProvider = atOp
    .filter(({ businessId }) => businessId !== atOp[0]?.businessId)
    .map(({ at }) => ({
      path: ['merchants', at, 'op', 'businessId'],
      text: `is not the one of merchants[${atOp[0]?.at}]: providers.op speaks for one company`,
    }));

  return [
    ...repeated(ids, 'merchants'),
    ...repeated(
      clients.map(({ id }) => id),
      'clients',
    ),
    ...clients.flatMap((client, at) => [
      ...unknownMerchant(client.merchant, ['clients', at, 'merchant']),
      ...client.merchants.flatMap((id, n) => unknownMerchant(id, ['clients', at, 'merchants', n])),
    ]),
    ...missingProvider('betalingsservice', 'collects through'),
    ...missingProvider('brp', 'has its consents at'),
    ...missingProvider('op', 'is a service provider at'),
    ...missingProvider('dintero', 'is onboarded at'),
    ...otherProvider,
  ];
};

const repeated = (ids: readonly string[], list: string): Problem[] =>
  ids.flatMap((id, at) =>
    ids.indexOf(id) === at
      ? []
      : [{ path: [list, at, 'id'], text: `is that of ${list}[${ids.indexOf(id)}] already` }],
  );
