/**
 * Draws into a place what is given by `make`, and only when `key` says that it is another than before: nothing is taken
 * from under a finger. The focus stays where it was, by id; what is gone leaves it to the first heading.
 */
export const createDrawing = (place: HTMLElement) => {
  let drawn = '';
  return (key: unknown, make: () => readonly Node[]): void => {
    const next = JSON.stringify([document.documentElement.lang, key]);
    if (next === drawn) return;
    drawn = next;
    const focused = place.contains(document.activeElement) ? document.activeElement : null;
    place.replaceChildren(...make());
    if (focused === null) return;
    const same = focused.id === '' ? null : document.getElementById(focused.id);
    (same ?? place.querySelector<HTMLElement>('h1, h2'))?.focus();
  };
};
