import { html } from 'lit/html.js';
import { type Filter, filters, type Look, type Sort, sorts } from '../../flow/desk-board.ts';
import type { DeskKey } from './texts/texts.ts';
import type { DeskView } from './view.ts';

const named: Readonly<Record<Filter, DeskKey>> = {
  all: 'all',
  waiting: 'waiting',
  opened: 'openedOnly',
  trouble: 'trouble',
};

/** Filter, sort and search. */
export const tools = (
  look: Look,
  { t }: DeskView,
  onLook: (change: Partial<Look>) => void,
  onHelp: () => void,
) => {
  const choice = <W extends string>(
    label: DeskKey,
    words: readonly W[],
    now: W,
    textOf: (word: W) => DeskKey,
    choose: (word: W) => void,
  ) => {
    const onChange = ({ target }: Event) => {
      const word = target instanceof HTMLSelectElement && words.find((one) => one === target.value);
      if (word) choose(word);
    };
    return html`<label>${t(label)}
      <select @change=${onChange}>
        ${words.map((word) => html`<option value=${word} .selected=${word === now}>${t(textOf(word))}</option>`)}
      </select></label>`;
  };
  const onSearch = ({ target }: Event) =>
    target instanceof HTMLInputElement && onLook({ search: target.value });
  return html`<div class="tools row" part="tools" role="search">
    <label>${t('search')}
      <input id="search" type="search" autocomplete="off" .value=${look.search} @input=${onSearch} /></label>
    ${choice(
      'filter',
      filters,
      look.filter,
      (word) => named[word],
      (filter: Filter) => onLook({ filter }),
    )}
    ${choice(
      'sort',
      sorts,
      look.sort,
      (word) => word,
      (sort: Sort) => onLook({ sort }),
    )}
    <button type="button" class="link end" part="help" @click=${onHelp}>${t('keysButton')}</button>
  </div>`;
};
