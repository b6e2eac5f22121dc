import type { Phone } from './phone.ts';

/** Evaluates an expression in a page that is driven from outside. */
export type Evaluate = (expression: string) => Promise<unknown>;

/** The window in which the payment is: the frame's, if there is one. */
export const place = '(frames.length > 0 ? frames[0] : window)';

const element = `${place}.document.querySelector('handslag-payment')`;

const part = (name: string): string => `${element}.shadowRoot.querySelector('[part~="${name}"]')`;

/** Resolves when the expression is true. Looked at again and again: a page that is driven has no event for it. */
export const until = (holds: string): string => `new Promise((resolve, reject) => {
  const start = performance.now();
  const look = () => {
    if (${holds}) return resolve(true);
    if (performance.now() - start > 20000) return reject(new Error('never came: ' + ${JSON.stringify(holds)} + ' in ' + (${element}?.shadowRoot?.textContent ?? document.URL)));
    setTimeout(look, 10);
  };
  look();
})`;

/** An expression that is true when the element says of itself that it is there: one of its custom states. */
const isAt = (state: string): string => `${element}?.matches(':state(${state})')`;

const type = `(() => {
  const input = ${part('input')};
  input.value = '0101901234';
  input.dispatchEvent(new Event('input', { bubbles: true }));
})()`;

const next = `${part('submit')}.click()`;

/** Pays as a person would, from the form to the receipt; the QR code is shown on the way. */
export const pay = async (evaluate: Evaluate, phone: Phone): Promise<void> => {
  await evaluate(until(isAt('identify')));
  await evaluate(type);
  await evaluate(next);
  await evaluate(until(isAt('review')));
  await evaluate(next);
  await evaluate(until(part('qr')));
  const { id } = await phone.next();
  await phone.act(id, 'approve');
  await evaluate(until(part('receipt')));
};
