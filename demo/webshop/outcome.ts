import { byId, h } from './dom.ts';

/** The sandbox's own table of outcomes, by the last two digits of a price in øre. */
type Outcomes = Readonly<Record<string, { readonly title: string }>>;

/**
 * The panel with which a trial chooses how the payment will end. No shop has this: the sandbox reads the outcome
 * from the price.
 */
export const connectOutcomes = async (changed: () => void): Promise<void> => {
  const select = byId('outcome', HTMLSelectElement);
  const outcomes: Outcomes = await (await fetch('/sandbox/outcomes')).json();
  const sorted = Object.entries(outcomes).sort(([a], [b]) => a.localeCompare(b));
  select.replaceChildren(
    ...sorted.map(([ore, { title }]) => h('option', { value: ore }, `${ore}  ${title}`)),
  );
  select.addEventListener('change', changed);
};

/** In øre, to be added to the price. */
export const chosenOutcome = (): number => Number(byId('outcome', HTMLSelectElement).value);
