/** How long is deliberate, in milliseconds. The stylesheet fills the button in the same time. */
const longEnough = 900;

/**
 * A button that acts when it is held. A short press, and a press by keyboard or assistive technology, which cannot
 * hold, is for `pressed` to ask once more.
 */
export const onHold = (
  button: HTMLButtonElement,
  { held, pressed }: { held: () => void; pressed: () => void },
): void => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let done = false;
  const release = (): void => {
    clearTimeout(timer);
    button.classList.remove('holding');
  };
  button.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    done = false;
    button.classList.add('holding');
    timer = setTimeout(() => {
      done = true;
      release();
      held();
    }, longEnough);
  });
  for (const end of ['pointerup', 'pointerleave', 'pointercancel'] as const)
    button.addEventListener(end, release);
  // A long touch would else open the browser's own menu.
  button.addEventListener('contextmenu', (event) => event.preventDefault());
  button.addEventListener('click', () => {
    if (!done) pressed();
    done = false;
  });
};
