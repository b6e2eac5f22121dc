import type { MerchantsEvent, Wish } from '../../../flow/merchants-state.ts';
import type { Patience } from '../../persist.ts';
import type { View as AnyView } from '../../view.ts';
import type { Texts } from './files.ts';

export type ListView = AnyView<keyof Texts, MerchantsEvent>;

/** A screen beside the list itself, with what was typed there. */
export interface Beside<S> {
  render(state: S, view: ListView): unknown;
  /** This was done: what was typed for it is done with. */
  granted(wish: Wish): void;
  /** Resolves when it has words of its own. */
  ready(patience: Patience): Promise<void>;
}
