import { byId, h } from '../page/dom.ts';

/** What a trial against the sandbox chooses. No real shop has this. */
export interface Trial {
  /** Added to the price: the last two digits of a price say how the payment will end. */
  readonly ore: number;
  /** Seconds that the payer has. */
  readonly expiresIn: number;
}

/** One line of the sandbox's own table. */
interface Outcome {
  readonly ore: number;
  readonly title: string;
  readonly detail: string;
}

const twoDigits = (ore: number): string => String(ore).padStart(2, '0');

export const readTrial = (): Trial => ({
  ore: Number(byId('outcome', HTMLSelectElement).value),
  expiresIn: Number(byId('window', HTMLSelectElement).value),
});

/** Fills the panel in trial.html. */
export const connectTrial = async (changed: () => void): Promise<void> => {
  const select = byId('outcome', HTMLSelectElement);
  const outcomes: readonly Outcome[] = await (await fetch('/sandbox/outcomes')).json();
  select.replaceChildren(
    ...outcomes.map(({ ore, title }) => h('option', { value: String(ore) }, `.${twoDigits(ore)}  ${title}`)),
  );
  const show = (): void => {
    const chosen = outcomes.find(({ ore }) => ore === readTrial().ore);
    byId('outcome-detail', HTMLElement).textContent = chosen?.detail ?? '';
    changed();
  };
  select.addEventListener('change', show);
  show();
};
