import { byId, h } from './dom.ts';

/** One line of the sandbox's own table. */
interface Outcome {
  /** The last two digits of a price. */
  readonly ore: number;
  readonly title: string;
  readonly detail: string;
}

/**
 * The panel with which a trial chooses how the payment will end. No shop has this: the sandbox reads the outcome
 * from the price.
 */
export const connectOutcomes = async (changed: () => void): Promise<void> => {
  const select = byId('outcome', HTMLSelectElement);
  const outcomes: readonly Outcome[] = await (await fetch('/sandbox/outcomes')).json();
  select.replaceChildren(
    ...outcomes.map(({ ore, title }) => h('option', { value: String(ore) }, `.${twoDigits(ore)}  ${title}`)),
  );
  const show = (): void => {
    const chosen = outcomes.find(({ ore }) => ore === chosenOutcome());
    byId('outcome-detail', HTMLElement).textContent = chosen?.detail ?? '';
    changed();
  };
  select.addEventListener('change', show);
  show();
};

const twoDigits = (ore: number): string => String(ore).padStart(2, '0');

/** In øre, to be added to the price. */
export const chosenOutcome = (): number => Number(byId('outcome', HTMLSelectElement).value);
