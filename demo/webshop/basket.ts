import { byId } from '../page/dom.ts';
import { totalOf } from './catalogue.ts';
import { keepBasket, readBasket, showCount } from './kept-basket.ts';
import { linesOf } from './lines.ts';
import { drawPage } from './text.ts';

const draw = (): void => {
  const choice = readBasket();
  byId('lines', HTMLElement).replaceChildren(
    ...(choice === undefined ? [] : [linesOf(choice, totalOf(choice))]),
  );
  byId('empty', HTMLElement).hidden = choice !== undefined;
  byId('actions', HTMLElement).hidden = choice === undefined;
  showCount();
};

byId('remove', HTMLButtonElement).addEventListener('click', () => {
  keepBasket(undefined);
  draw();
});

drawPage(draw);
