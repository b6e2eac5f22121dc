/** What Fjordfone sells. Amounts in øre. The page shows these prices; the server reckons with its own copy. */

export const phone = {
  name: 'Lomvi 5',
  colours: ['night', 'moss', 'sand'],
  storages: [
    { id: '128', name: '128 GB', price: 2_300_00 },
    { id: '256', name: '256 GB', price: 2_700_00 },
  ],
} as const;

export const plans = [
  { id: 'fjord-20', name: 'Fjord 20', gigabytes: 20, monthly: 199_00 },
  { id: 'fjord-100', name: 'Fjord 100', gigabytes: 100, monthly: 249_00 },
] as const;

/** Bills that the shop may send later to a customer it already has. */
export const bills = [
  { id: 'roaming', price: 98_00 },
  { id: 'repair', price: 649_00 },
] as const;

export type Colour = (typeof phone.colours)[number];
export type Storage = (typeof phone.storages)[number];
export type Plan = (typeof plans)[number];
export type Bill = (typeof bills)[number];

export interface Choice {
  readonly colour: Colour;
  readonly storage: Storage;
  /** Null: the phone alone. */
  readonly plan: Plan | null;
}

/** What is paid today: the phone and the first month. */
export const totalOf = (choice: Choice): number => choice.storage.price + (choice.plan?.monthly ?? 0);

/** How a choice travels between page and server, and stays in the basket. */
export interface ChoiceIds {
  readonly colour: string;
  readonly storage: string;
  readonly plan: string | null;
}

export const toIds = ({ colour, storage, plan }: Choice): ChoiceIds => ({
  colour,
  storage: storage.id,
  plan: plan?.id ?? null,
});

/** Undefined if there is no such thing in the catalogue. */
export const fromIds = (ids: ChoiceIds): Choice | undefined => {
  const colour = phone.colours.find((one) => one === ids.colour);
  const storage = phone.storages.find((one) => one.id === ids.storage);
  const plan = ids.plan === null ? null : plans.find((one) => one.id === ids.plan);
  if (colour === undefined || storage === undefined || plan === undefined) return undefined;
  return { colour, storage, plan };
};
