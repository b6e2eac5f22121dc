import { byId } from '../page/dom.ts';
import { type Choice, fromIds, toIds } from './catalogue.ts';

const key = 'fjordfone-basket';

/** What lies in the basket: this shop sells one phone at a time. */
export const readBasket = (): Choice | undefined => {
  const kept = localStorage.getItem(key);
  return kept === null ? undefined : fromIds(JSON.parse(kept));
};

export const keepBasket = (choice: Choice | undefined): void => {
  if (choice === undefined) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(toIds(choice)));
  showCount();
};

export const showCount = (): void => {
  byId('basket-count', HTMLElement).hidden = readBasket() === undefined;
};
